using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>Makes of what was counted what is shown: the ledger, which balances or names the difference. Pure.</summary>
internal static class RunLedger
{
    /// <summary>The name under which <see cref="RunSpeed"/> knows the inputs.</summary>
    private const string Inputs = "";

    /// <summary>What has been done, by the names that <see cref="RunSpeed"/> is asked for.</summary>
    public static IReadOnlyDictionary<string, long> DoneOf(RunRow row, RunCounts counts)
    {
        var done = counts.Dispatches
            .Where(count => Ledger.ColumnOf(count.State) is not (LedgerColumn.NotOwed or LedgerColumn.InFlight or LedgerColumn.Unknown))
            .GroupBy(count => count.Lane)
            .ToDictionary(group => group.Key, group => group.Sum(count => count.Count));
        done[Inputs] = row.InputCount - WaitingOf(row, counts.Items);
        return done;
    }

    /// <summary>The run as it stands.</summary>
    public static RunView ViewOf(RunRow row, RunCounts counts, EngineControls controls, Func<DispatchKind, string, int> slotCountOf, RunSpeed speed, DateTimeOffset now)
    {
        var details = RunDetails.Of(row);
        var lanes = counts.Dispatches
            .GroupBy(count => (count.Kind, count.Lane))
            .OrderBy(group => group.Key)
            .Select(group => LaneOf(row, group.Key.Kind, group.Key.Lane, [.. group], controls, slotCountOf, speed))
            .ToList();
        return new RunView
        {
            Id = row.Id,
            State = RunStates.Of(row.Phase, lanes.Exists(lane => lane.InFlight + lane.Unknown > 0), lanes.Exists(lane => lane.Bounced + lane.Refused + lane.Held > 0)),
            Pause = details.Pause,
            Inputs = InputsOf(row, counts.Items),
            Lanes = lanes,
            Differences = [.. DifferencesOf(row, counts)],
            StartedAt = row.StartedAt,
            ConfirmedAt = details.ConfirmedAt,
            FinalizedAt = details.FinalizedAt,
            RequestedBy = row.RequestedBy,
            ConfirmedBy = details.ConfirmedBy,
            Printer = details.Printer,
            HasLetters = counts.Items.HasLetters,
            Cancellation = details.Cancellation,
            InputsPerSecond = speed.PerSecond(Inputs),
            TimeLeft = RunSpeed.TimeLeft(WaitingOf(row, counts.Items), speed.PerSecond(Inputs)),
            CountedAt = now,
        };
    }

    private static int WaitingOf(RunRow row, RunItemTotals items) => row.Phase switch
    {
        RunPhase.Staging => row.InputCount - items.ByState.Values.Sum(),
        RunPhase.Validating => RunRules.CountOf(items, RunItemState.Staged),
        RunPhase.Finalizing => RunRules.CountOf(items, RunItemState.Valid),
        _ => 0,
    };

    private static RunInputCounts InputsOf(RunRow row, RunItemTotals items) => new(
        row.InputCount,
        RunRules.CountOf(items, RunItemState.Staged),
        RunRules.CountOf(items, RunItemState.Valid),
        RunRules.CountOf(items, RunItemState.Refused),
        RunRules.CountOf(items, RunItemState.Same),
        RunRules.CountOf(items, RunItemState.Finalized),
        RunRules.CountOf(items, RunItemState.Repeated),
        RunRules.CountOf(items, RunItemState.Cancelled));

    private static RunLane LaneOf(
        RunRow row, DispatchKind kind, string lane, IReadOnlyList<RunDispatchCount> counts, EngineControls controls, Func<DispatchKind, string, int> slotCountOf, RunSpeed speed)
    {
        var destination = ChannelLane.DestinationOf(lane);
        var columns = counts.ToLookup(count => Ledger.ColumnOf(count.State));
        var open = columns[LedgerColumn.InFlight].Concat(columns[LedgerColumn.Unknown]).ToList();
        var pause = ControlBoard.PauseOf(controls.Pauses, kind, destination);
        return new RunLane
        {
            Kind = kind,
            Destination = destination,
            Accepted = counts.Where(count => Ledger.ColumnOf(count.State) != LedgerColumn.NotOwed).Sum(count => count.Count),
            Delivered = Sum(LedgerColumn.Delivered),
            Bounced = Sum(LedgerColumn.Bounced),
            Refused = Sum(LedgerColumn.Refused),
            Held = Sum(LedgerColumn.Held),
            Cancelled = Sum(LedgerColumn.Cancelled),
            Unknown = Sum(LedgerColumn.Unknown),
            InFlight = Sum(LedgerColumn.InFlight),
            States = [.. counts.OrderBy(count => (count.State, count.Reason)).Select(count => new RunStateCount(count.State, count.Reason, count.Count, count.OldestAt))],
            OldestOpenAt = open.Count == 0 ? null : open.Min(count => count.OldestAt),
            PerSecond = speed.PerSecond(lane),
            TimeLeft = open.Count == 0 && row.Phase == RunPhase.Finalizing ? null : RunSpeed.TimeLeft(open.Sum(count => count.Count), speed.PerSecond(lane)),
            Limit = LimitOf(row, counts, pause, slotCountOf(kind, destination)),
            Pause = pause,
        };

        long Sum(LedgerColumn column) => columns[column].Sum(count => count.Count);
    }

    private static RunLimit? LimitOf(RunRow row, IReadOnlyList<RunDispatchCount> counts, Pause? pause, int slotCount)
    {
        var (pending, sending, waiting) = (Count(DispatchState.Pending), Count(DispatchState.Sending), Count(DispatchState.Deferred) + Count(DispatchState.Unknown));
        if (pending + sending + waiting + Count(DispatchState.Submitted) == 0)
            return row.Phase == RunPhase.Finalizing ? RunLimit.Finalizing : null;
        if (row.IsPaused)
            return RunLimit.RunPaused;
        if (pause is not null)
            return RunLimit.ChannelPaused;
        if (pending == 0 && sending == 0 && waiting > 0)
            return RunLimit.Retries;
        if (pending == 0 && row.Phase == RunPhase.Finalizing)
            return RunLimit.Finalizing;

        // Some slots are kept for invoices of their own; one silo may hold fewer than all.
        return slotCount > 0 && sending >= slotCount * 3L / 4 ? RunLimit.Destination : RunLimit.Engine;

        long Count(DispatchState state) => counts.Where(count => count.State == state).Sum(count => count.Count);
    }

    /// <summary>
    /// An invoice is accepted by one write and its input marked by a later one, so while the run finalizes there may be more invoices and dispatches
    /// than the inputs say; inputs are counted first, so there are never fewer.
    /// </summary>
    private static IEnumerable<string> DifferencesOf(RunRow row, RunCounts counts)
    {
        var inputCount = counts.Items.ByState.Values.Sum();
        if (row.Phase != RunPhase.Staging && inputCount != row.InputCount)
            yield return string.Create(CultureInfo.InvariantCulture, $"{row.InputCount} inputs were staged, and {inputCount} are there.");

        var finalized = RunRules.CountOf(counts.Items, RunItemState.Finalized);
        if (IsOff(row, counts.InvoiceCount, finalized))
            yield return string.Create(CultureInfo.InvariantCulture, $"{finalized} inputs are finalized, and {counts.InvoiceCount} invoices name the run.");

        var dispatches = counts.Dispatches.Sum(count => count.Count);
        if (IsOff(row, dispatches, counts.Items.DispatchCount))
            yield return string.Create(CultureInfo.InvariantCulture, $"{counts.Items.DispatchCount} dispatches were made of the inputs, and {dispatches} are there.");
        if (row.Phase is RunPhase.Finalized or RunPhase.Stopped && RunRules.CountOf(counts.Items, RunItemState.Staged, RunItemState.Valid) is > 0 and var left)
            yield return string.Create(CultureInfo.InvariantCulture, $"{left} inputs found no end.");
    }

    private static bool IsOff(RunRow row, long there, long expected) => row.Phase switch
    {
        RunPhase.Staging => false,
        RunPhase.Finalizing => there < expected,
        _ => there != expected,
    };
}
