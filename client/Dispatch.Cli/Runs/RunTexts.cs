using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;

namespace Dispatch.Cli.Runs;

/// <summary>What a run says in words.</summary>
internal static class RunTexts
{
    /// <summary>The state of a run that stopped before anything was finalized.</summary>
    public const string Stopped = "stopped";

    /// <summary>How far it is, on one line.</summary>
    public static string Progress(RunTracker tracker)
    {
        if (tracker.Run is null)
            return string.Create(CultureInfo.InvariantCulture, $"checked {tracker.CheckedCount} of {tracker.InputCount}");

        var finalized = tracker.FinalizedCount + tracker.RepeatedCount;
        var kinds = tracker.Counts.GroupBy(count => count.Kind).OrderBy(group => group.Key).Select(kind =>
        {
            var open = kind.Where(count => ExitCodes.IsOpen(count.State)).Sum(count => count.Count);
            var all = kind.Where(count => count.State != DispatchState.Standby).Sum(count => count.Count);
            return string.Create(CultureInfo.InvariantCulture, $", {Words<DispatchKind>.Of(kind.Key)} {all - open} of {all}");
        });
        return string.Create(CultureInfo.InvariantCulture, $"finalized {finalized} of {tracker.InputCount - tracker.RefusedCount}{string.Concat(kinds)}");
    }

    /// <summary>Where a run stands, derived from its dispatches as an invoice's state is.</summary>
    public static string State(IReadOnlyList<StateCount> counts)
    {
        if (counts.Any(count => ExitCodes.IsOpen(count.State)))
            return Words<InvoiceState>.Of(InvoiceState.InProgress);
        return Words<InvoiceState>.Of(counts.Any(count => ExitCodes.NeedsCare(count.State)) ? InvoiceState.NeedsCare : InvoiceState.Settled);
    }
}
