using System.Diagnostics.Metrics;
using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Telemetry;

/// <summary>The last count of open dispatches, taken from the rows now and then, never by hot counters.</summary>
internal sealed class PendingCounts(TimeProvider clock)
{
    private volatile IReadOnlyList<DispatchCount> _open = [];

    /// <summary>Takes a new count over.</summary>
    public void Update(IReadOnlyList<DispatchCount> counts) => _open =
        [.. counts.Where(count => Ledger.ColumnOf(count.State) is LedgerColumn.InFlight or LedgerColumn.Unknown or LedgerColumn.Held)];

    /// <summary>How many are open, by channel and state.</summary>
    public IEnumerable<Measurement<long>> Counts() => _open
        .GroupBy(count => (count.Kind, count.State))
        .Select(group => new Measurement<long>(
            group.Sum(count => count.Count),
            new("dispatch.channel", Words.Of(group.Key.Kind)),
            new("dispatch.state", group.Key.State.ToString().ToLowerInvariant())));

    /// <summary>The age of the oldest open one, by channel.</summary>
    public IEnumerable<Measurement<double>> OldestAges() => _open
        .Where(count => count.State != DispatchState.Held)
        .GroupBy(count => count.Kind)
        .Select(group => new Measurement<double>(
            (clock.GetUtcNow() - group.Min(count => count.OldestAt)).TotalSeconds,
            new KeyValuePair<string, object?>("dispatch.channel", Words.Of(group.Key))));
}
