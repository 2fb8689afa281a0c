using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>How an attempt ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OutcomeKind>))]
public enum OutcomeKind
{
    /// <summary>The destination has taken it over.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered = 0,

    /// <summary>The destination has queued it and must be asked again.</summary>
    [JsonStringEnumMemberName("submitted")] Submitted = 1,

    /// <summary>The destination will never take it.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 2,

    /// <summary>Not now; try again later.</summary>
    [JsonStringEnumMemberName("deferred")] Deferred = 3,

    /// <summary>Nobody knows whether it arrived.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 4,
}
