using System.Text.Json;

namespace Dispatch.Grains.Printing;

/// <summary>Who asked for a copy and why.</summary>
/// <param name="Of">The print batch that was printed first; none for a copy that is in no batch.</param>
/// <param name="Reason">Why, at most 200 characters.</param>
/// <param name="By">Who, at most 100 characters.</param>
internal sealed record ReprintNote(string? Of, string Reason, string By)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes it for a copy's row.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static ReprintNote Parse(string json) => JsonSerializer.Deserialize<ReprintNote>(json, Json)!;
}
