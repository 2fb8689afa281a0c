using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Output;
using Spectre.Console;

namespace Dispatch.Cli.Runs;

/// <summary>Shows a run as bars: checked, finalized, and one for each channel.</summary>
internal sealed class LiveRunDisplay(Terminal terminal, RunTracker tracker, TimeProvider clock) : IRunDisplay
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc/>
    public async Task ShowAsync(Task work, Func<Task> refresh)
    {
        await terminal.Error.Progress()
            .AutoClear(false)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async bars =>
            {
                var shown = new Dictionary<string, ProgressTask>(StringComparer.Ordinal);
                var startedAt = clock.GetTimestamp();
                var finalizedBefore = tracker.FinalizedCount;
                do
                {
                    await refresh();
                    Draw(bars, shown, clock.GetElapsedTime(startedAt), finalizedBefore);
                }
                while (await Task.WhenAny(work, Task.Delay(_interval)) != work);
                await refresh();
                Draw(bars, shown, clock.GetElapsedTime(startedAt), finalizedBefore);
            });
        await work;
    }

    private void Draw(ProgressContext bars, Dictionary<string, ProgressTask> shown, TimeSpan elapsed, int finalizedBefore)
    {
        if (tracker.Run is null)
        {
            Set(bars, shown, "checked", "", tracker.CheckedCount, tracker.InputCount);
            return;
        }

        var finalized = tracker.FinalizedCount + tracker.RepeatedCount;
        var rate = elapsed > TimeSpan.FromSeconds(1) ? (tracker.FinalizedCount - finalizedBefore) / elapsed.TotalSeconds : 0;
        Set(bars, shown, "finalized", rate > 0 ? string.Create(CultureInfo.InvariantCulture, $" {rate:0}/s") : "", finalized, tracker.InputCount - tracker.RefusedCount);
        foreach (var kind in tracker.Counts.GroupBy(count => count.Kind).OrderBy(group => group.Key))
        {
            var open = kind.Where(count => ExitCodes.IsOpen(count.State)).Sum(count => count.Count);
            var all = kind.Where(count => count.State != DispatchState.Standby).Sum(count => count.Count);
            var deferred = kind.Where(count => count.State == DispatchState.Deferred).Sum(count => count.Count);
            Set(bars, shown, Words<DispatchKind>.Of(kind.Key), deferred == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({deferred} to be tried again)"), all - open, all);
        }
    }

    private static void Set(ProgressContext bars, Dictionary<string, ProgressTask> shown, string name, string remark, long done, long all)
    {
        if (!shown.TryGetValue(name, out var bar))
            shown.Add(name, bar = bars.AddTask(name));
        bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{name} {done} of {all}{remark}"));
        bar.MaxValue = Math.Max(all, 1);
        bar.Value = all == 0 ? 1 : done;
    }
}
