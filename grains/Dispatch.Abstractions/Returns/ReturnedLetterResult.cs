using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>What became of the entry of a returned letter.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReturnedLetterResult>))]
public enum ReturnedLetterResult
{
    /// <summary>It is recorded: the dispatch is bounced, and its fallback, if any, activated. Of a check: it would be.</summary>
    [JsonStringEnumMemberName("recorded")] Recorded = 0,

    /// <summary>It had been recorded before; nothing was changed.</summary>
    [JsonStringEnumMemberName("repeated")] Repeated = 1,

    /// <summary>It cannot be true of this dispatch; nothing was changed.</summary>
    [JsonStringEnumMemberName("declined")] Declined = 2,

    /// <summary>An attempt is open; enter it again when that has ended.</summary>
    [JsonStringEnumMemberName("tooEarly")] TooEarly = 3,

    /// <summary>There is no such dispatch.</summary>
    [JsonStringEnumMemberName("notFound")] NotFound = 4,
}
