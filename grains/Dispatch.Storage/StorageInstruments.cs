using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Dispatch.Storage;

/// <summary>The storage's part of the meter <c>Dispatch.Orleans</c>.</summary>
internal sealed class StorageInstruments
{
    public const string MeterName = "Dispatch.Orleans";
    public const string WriteDurationName = "dispatch.state.write.duration";
    public const string GroupSizeName = "dispatch.commit.group_size";

    private readonly Histogram<double> _writeDuration;
    private readonly Histogram<int> _groupSize;

    public StorageInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _writeDuration = meter.CreateHistogram<double>(WriteDurationName, "s", "Time from asking for a write until it is flushed to disk or refused.");
        _groupSize = meter.CreateHistogram<int>(GroupSizeName, "{write}", "Writes committed by one transaction.");
    }

    public void GroupCommitted(IReadOnlyCollection<QueuedWrite> writes)
    {
        if (writes.Count > 0)
            _groupSize.Record(writes.Count);
        foreach (var write in writes)
            _writeDuration.Record(Stopwatch.GetElapsedTime(write.QueuedAt).TotalSeconds);
    }

    public void WritesFailed(IReadOnlyCollection<QueuedWrite> writes)
    {
        foreach (var write in writes)
            _writeDuration.Record(Stopwatch.GetElapsedTime(write.QueuedAt).TotalSeconds, new KeyValuePair<string, object?>("error.type", "_OTHER"));
    }
}
