using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>What an open dispatch waits for, besides its turn.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WaitCause>))]
public enum WaitCause
{
    /// <summary>Its run is paused.</summary>
    [JsonStringEnumMemberName("runPaused")] RunPaused = 0,

    /// <summary>Its channel or destination is paused.</summary>
    [JsonStringEnumMemberName("channelPaused")] ChannelPaused = 1,

    /// <summary>Nothing that serves its destination is up.</summary>
    [JsonStringEnumMemberName("destinationDown")] DestinationDown = 2,

    /// <summary>A letter of a run, until it is gathered into a print batch.</summary>
    [JsonStringEnumMemberName("gathering")] Gathering = 3,

    /// <summary>A letter in a print batch, until that is sent.</summary>
    [JsonStringEnumMemberName("printBatch")] PrintBatch = 4,
}
