using Dispatch.Abstractions;
using Dispatch.Channels;

namespace Dispatch.Grains.Receipts;

/// <summary>What is stored of a source of late receipts. It is written after what it says has been done, so that a crash repeats and never forgets.</summary>
[GenerateSerializer, Alias("dispatch.receipt-state.v1")]
internal sealed class ReceiptState
{
    private const int MaxUnrecognized = 50;

    /// <summary>The epoch of <see cref="Last"/>; 0 before anything was read.</summary>
    [Id(0)] public long Epoch { get; set; }

    /// <summary>The number of the last message that was read.</summary>
    [Id(1)] public long Last { get; set; }

    /// <summary>How many messages said what.</summary>
    [Id(2)] public Dictionary<string, long> Counts { get; set; } = [];

    /// <summary>When the last message was read.</summary>
    [Id(3)] public DateTimeOffset? LastAt { get; set; }

    /// <summary>Receipts that wait for the end of an attempt.</summary>
    [Id(4)] public List<WaitingReceipt> Waiting { get; set; } = [];

    /// <summary>The latest messages that were not understood or belong to no dispatch.</summary>
    [Id(5)] public List<UnrecognizedMessage> Unrecognized { get; set; } = [];

    /// <summary>Where to go on; none at the beginning.</summary>
    public ReceiptPosition? Position => Epoch == 0 ? null : new ReceiptPosition(Epoch, Last);

    /// <summary>One that can be changed and thrown away.</summary>
    public ReceiptState Copy() => new() { Epoch = Epoch, Last = Last, Counts = new(Counts), LastAt = LastAt, Waiting = [.. Waiting], Unrecognized = [.. Unrecognized] };

    /// <summary>Counts a message.</summary>
    public void Count(string word) => Counts[word] = Counts.GetValueOrDefault(word) + 1;

    /// <summary>Remembers a message for a person.</summary>
    public void Remember(UnrecognizedMessage message)
    {
        Unrecognized.Add(message);
        if (Unrecognized.Count > MaxUnrecognized)
            Unrecognized.RemoveAt(0);
    }
}
