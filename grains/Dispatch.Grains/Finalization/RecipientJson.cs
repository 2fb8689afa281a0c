using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>The frozen recipient in a dispatch's row.</summary>
internal static class RecipientJson
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes it.</summary>
    public static string Write(RecipientView recipient) => JsonSerializer.Serialize(recipient, Json);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RecipientView Read(string json) => JsonSerializer.Deserialize<RecipientView>(json, Json)!;
}
