using System.Text.Json.Serialization;

namespace Dispatch.Cli.Demo;

/// <summary>A dispatch definition of a subscription.</summary>
internal sealed record SampleDefinition(string Kind, SampleRecipient Recipient)
{
    [JsonPropertyOrder(-2)]
    public string? Id { get; init; }

    [JsonPropertyOrder(-1)]
    public string Domain { get; init; } = "invoice";

    public string? Language { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidUntil { get; init; }

    public int? Order { get; init; }

    public string? Fallback { get; init; }

    public static SampleDefinition Email(SampleRecipient recipient) => new("email", recipient);

    public static SampleDefinition Post(SampleRecipient recipient) => new("post", recipient);
}
