using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>Why a letter came back, as the post writes it on the envelope.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReturnReason>))]
public enum ReturnReason
{
    /// <summary>Something else, or nothing can be read.</summary>
    [JsonStringEnumMemberName("other")] Other = 0,

    /// <summary>Moved away.</summary>
    [JsonStringEnumMemberName("moved")] Moved = 1,

    /// <summary>No such recipient at the address.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 2,

    /// <summary>The address is incomplete or does not exist.</summary>
    [JsonStringEnumMemberName("incomplete")] Incomplete = 3,

    /// <summary>Not collected in time. The address may be right.</summary>
    [JsonStringEnumMemberName("unclaimed")] Unclaimed = 4,

    /// <summary>The recipient did not take it. The address is right.</summary>
    [JsonStringEnumMemberName("refused")] Refused = 5,

    /// <summary>The recipient has died.</summary>
    [JsonStringEnumMemberName("deceased")] Deceased = 6,
}
