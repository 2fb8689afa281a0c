using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>Where a dispatch stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DispatchState>))]
public enum DispatchState
{
    /// <summary>A frozen fallback that waits for another dispatch to fail.</summary>
    [JsonStringEnumMemberName("standby")] Standby = 0,

    /// <summary>Accepted, not yet attempted.</summary>
    [JsonStringEnumMemberName("pending")] Pending = 1,

    /// <summary>An attempt is open.</summary>
    [JsonStringEnumMemberName("sending")] Sending = 2,

    /// <summary>The destination has queued it and is asked until it is done.</summary>
    [JsonStringEnumMemberName("submitted")] Submitted = 3,

    /// <summary>The last attempt failed for now; the next one is due at a known time.</summary>
    [JsonStringEnumMemberName("deferred")] Deferred = 4,

    /// <summary>The destination has taken it over.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered = 5,

    /// <summary>The receiver has confirmed it later on.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed = 6,

    /// <summary>It came back after delivery.</summary>
    [JsonStringEnumMemberName("bounced")] Bounced = 7,

    /// <summary>The destination will never take it.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 8,

    /// <summary>An attempt ended without anybody knowing how.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 9,

    /// <summary>Stopped until a person decides.</summary>
    [JsonStringEnumMemberName("held")] Held = 10,

    /// <summary>Ended by a person before it was delivered.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 11,
}
