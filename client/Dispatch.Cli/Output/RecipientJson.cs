using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Output;

/// <summary>A recipient in the shape of the outside contract: a role or an individual, with an address or an e-mail.</summary>
internal sealed class RecipientJson(RecipientView recipient)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartyRole? Role => recipient.Role;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Individual => recipient.Individual;

    public string Name => recipient.Name;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PartyAddress? Address => recipient.Address;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Email => recipient.Email;
}
