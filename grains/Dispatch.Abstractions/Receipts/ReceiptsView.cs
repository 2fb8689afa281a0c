namespace Dispatch.Abstractions;

/// <summary>A source of late receipts as shown to people and programs.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.receipts-view.v1")]
public sealed record ReceiptsView
{
    /// <summary>Its name, for example <c>bounces</c>.</summary>
    [Id(0)] public required string Source { get; init; }

    /// <summary>How many messages said what, since the beginning.</summary>
    [Id(1)] public IReadOnlyDictionary<string, long> Counts { get; init; } = new Dictionary<string, long>();

    /// <summary>When the last message was read.</summary>
    [Id(2)] public DateTimeOffset? LastAt { get; init; }

    /// <summary>Receipts that wait for the end of an attempt.</summary>
    [Id(3)] public int WaitingCount { get; init; }

    /// <summary>The latest messages that were not understood or belong to no dispatch; the oldest go first when there are fifty.</summary>
    [Id(4)] public IReadOnlyList<UnrecognizedMessage> Unrecognized { get; init; } = [];
}
