using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Subscriptions;

/// <summary>A dispatch definition as import files write it.</summary>
internal sealed class DefinitionJson(DispatchDefinition definition)
{
    public string Id => definition.Id;

    public DispatchDomain Domain => definition.Domain;

    public DispatchKind Kind => definition.Kind;

    public RecipientJson Recipient => new(definition.Recipient);

    public string? Printer => definition.Printer;

    public Language? Language => definition.Language;

    public EmailFormat? Format => definition.Format;

    public DateOnly? ValidFrom => definition.ValidFrom;

    public DateOnly? ValidUntil => definition.ValidUntil;

    public int Order => definition.Order;

    public string? Fallback => definition.Fallback;

    public Postage? Postage => definition.Postage;

    public IReadOnlyList<string> Enclosures => definition.Enclosures;

    internal sealed class RecipientJson(DefinitionRecipient recipient)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public PartyRole? Role => recipient.Role;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Address => recipient.Address;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Individual => recipient.Individual;
    }
}
