using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Grains.Controls;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>The life of a run as pure functions; its grain only writes and calls.</summary>
internal static class RunRules
{
    private const int MaxInputCount = 2_000_000;

    /// <summary>Opens a run for its inputs, or goes on with it.</summary>
    /// <param name="row">The run's row; none if there is no such run.</param>
    /// <param name="totals">Its inputs; none if there is no such run.</param>
    /// <param name="id">Its id.</param>
    /// <param name="order">What it is to do.</param>
    /// <param name="now">When.</param>
    public static RunChange Open(RunRow? row, RunItemTotals? totals, string id, RunOrder order, DateTimeOffset now)
    {
        if (Check(id, order) is { } error)
            return new RunChange(null, error);

        var details = new RunDetails { Order = order, Printer = order.Printer };
        if (row is null)
            return new RunChange(details.In(NewRow(id, order, now)));

        var before = RunDetails.Of(row);
        var isDefinitive = row.Phase == RunPhase.Finalizing || CountOf(totals!, RunItemState.Finalized, RunItemState.Repeated) > 0;
        if (before.Order.InputHash != order.InputHash)
        {
            return isDefinitive
                ? RunChange.Refused(
                    "run_conflict", "run", id, $"The run {id} has other inputs, and some of them are definitive.",
                    "Start it without --run, or under another id.")
                : Restarted(row, details, order, now);
        }

        return (row.Phase, CountOf(totals!, RunItemState.Refused, RunItemState.Cancelled)) switch
        {
            (RunPhase.Staging, _) => Restarted(row, details, order, now),
            (RunPhase.Finalizing, _) or (RunPhase.Finalized, 0) => RunChange.None,
            (RunPhase.Finalized, _) => Rechecked(row, before with { Order = order, Printer = order.Printer ?? before.Printer, Cancellation = null }, [RunItemState.Refused, RunItemState.Cancelled]),
            _ => Rechecked(row, details with { Pause = before.Pause }, [RunItemState.Valid, RunItemState.Refused, RunItemState.Same, RunItemState.Cancelled]),
        };
    }

    /// <summary>Closes the membership.</summary>
    public static RunChange Close(RunRow row, RunItemTotals totals)
    {
        var missing = row.InputCount - totals.ByState.Values.Sum();
        if (row.Phase != RunPhase.Staging)
            return RunChange.None;
        return missing == 0
            ? new RunChange(row with { Phase = RunPhase.Validating })
            : RunChange.Refused(
                "inputs_missing", "inputs", row.InputCount.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{Math.Abs(missing)} of the {row.InputCount} inputs are {(missing > 0 ? "not there yet" : "too many")}."),
                "Start the same input again.");
    }

    /// <summary>Confirms it.</summary>
    public static RunChange Confirm(RunRow row, RunItemTotals totals, string? printer, string by, DateTimeOffset now) => row.Phase switch
    {
        RunPhase.Finalizing or RunPhase.Finalized => RunChange.None,
        RunPhase.AwaitingConfirmation when CountOf(totals, RunItemState.Valid) == 0 => RunChange.Refused(
            "nothing_to_finalize", "run", row.Id, "No input of the run can be finalized.", "Mend the inputs, and start it again."),
        RunPhase.AwaitingConfirmation => new RunChange(Details(
            row with { Phase = RunPhase.Finalizing },
            details => details with { Printer = printer ?? details.Printer, ConfirmedAt = now, ConfirmedBy = by, FinalizedAt = null })),
        RunPhase.Stopped => RunChange.Refused("run_stopped", "run", row.Id, "The run was stopped.", "Start the same input again."),
        _ => RunChange.Refused("run_not_checked", "run", row.Id, "The run's inputs are not checked yet.", "Wait until it awaits its confirmation: run watch."),
    };

    /// <summary>Pauses it.</summary>
    public static RunChange Pause(RunRow row, Pause pause) => row.Phase == RunPhase.Stopped
        ? RunChange.Refused("run_stopped", "run", row.Id, "The run was stopped; nothing of it is sent.", "There is nothing to do.")
        : new RunChange(Details(row, details => details with { Pause = pause }));

    /// <summary>Ends its pause.</summary>
    public static RunChange Resume(RunRow row) => row.IsPaused ? new RunChange(Details(row, details => details with { Pause = null })) : RunChange.None;

    /// <summary>Cancels what is not definitive. While it finalizes, its grain lets the steps that are open end before.</summary>
    public static RunChange Cancel(RunRow row, RunItemTotals totals, Pause cancellation) => row.Phase switch
    {
        RunPhase.AwaitingConfirmation when CountOf(totals, RunItemState.Valid) == 0 && CountOf(totals, RunItemState.Finalized, RunItemState.Repeated) > 0 =>
            new RunChange(row with { Phase = RunPhase.Finalized }),
        RunPhase.Stopped => RunChange.None,
        RunPhase.Finalized => RunChange.Refused(
            "run_finalized", "run", row.Id, "Every invoice of the run is definitive.", "Pause the run, or cancel single dispatches."),
        _ => new RunChange(Details(row with { Phase = RunPhase.Finalizing }, details => details with { Cancellation = cancellation })),
    };

    /// <summary>What follows when nothing is left to do in a phase; none while there is.</summary>
    public static RunRow? Next(RunRow row, RunItemTotals totals, DateTimeOffset now) => row.Phase switch
    {
        RunPhase.Validating when CountOf(totals, RunItemState.Staged) == 0 => row with { Phase = RunPhase.AwaitingConfirmation },
        RunPhase.Finalizing when CountOf(totals, RunItemState.Valid) > 0 => null,
        RunPhase.Finalizing when CountOf(totals, RunItemState.Finalized, RunItemState.Repeated) == 0 => row with { Phase = RunPhase.Stopped },
        RunPhase.Finalizing => Details(row with { Phase = RunPhase.Finalized }, details => details with { FinalizedAt = now }),
        _ => null,
    };

    /// <summary>How many inputs stand in some states.</summary>
    public static int CountOf(RunItemTotals totals, params ReadOnlySpan<RunItemState> states)
    {
        var sum = 0;
        foreach (var state in states)
            sum += totals.ByState.GetValueOrDefault(state);
        return sum;
    }

    private static Problem? Check(string id, RunOrder order)
    {
        if (ControlRules.CheckRun(id) is { } error)
            return error;
        if (order.InputCount is < 1 or > MaxInputCount)
            return new Problem("inputs_invalid", "inputs", order.InputCount.ToString(CultureInfo.InvariantCulture), "A run cannot have so many inputs.", $"Use 1 to {MaxInputCount}.");
        return ControlRules.CheckRequester(order.RequestedBy);
    }

    private static RunRow NewRow(string id, RunOrder order, DateTimeOffset now) => new()
    {
        Id = id,
        Phase = RunPhase.Staging,
        InputCount = order.InputCount,
        StartedAt = now,
        RequestedBy = order.RequestedBy,
        Details = "",
    };

    private static RunChange Restarted(RunRow row, RunDetails details, RunOrder order, DateTimeOffset now) =>
        new(details.In(NewRow(row.Id, order, now) with { Number = row.Number, Version = row.Version })) { ClearsItems = true };

    private static RunChange Rechecked(RunRow row, RunDetails details, IReadOnlyList<RunItemState> states) =>
        new(details.In(row with { Phase = RunPhase.Validating, RequestedBy = details.Order.RequestedBy })) { Rechecked = states };

    private static RunRow Details(RunRow row, Func<RunDetails, RunDetails> change) => change(RunDetails.Of(row)).In(row);
}
