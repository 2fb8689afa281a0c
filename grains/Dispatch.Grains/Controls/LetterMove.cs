using System.Runtime.ExceptionServices;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Recovery;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Controls;

/// <summary>Moves the letters that wait for one printer to another, in stretches.</summary>
internal sealed class LetterMove(IDispatchStore dispatches, IRunStore runs, IPrintBatchStore batches, ChannelDirectory channels, RecoverySignal recovery, TimeProvider clock)
{
    /// <summary>A call answers well before its caller gives up, which clients do after eight seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Why letters cannot be moved; none if they can.</summary>
    public async Task<Problem?> CheckAsync(string from, string to, string? run)
    {
        if (channels.Find(DispatchKind.Post, to) is null)
            return ChannelDirectory.UnknownPrinter(Text.Shorten(to), channels.Printers);
        if (from == to)
            return new Problem("printer_same", "to", Text.Shorten(to), "A printer's letters are moved to another printer.", "Name two printers.");
        if (run is not null && await runs.FindAsync(run) is null)
            return new Problem("run_unknown", "run", Text.Shorten(run), $"There is no run '{Text.Shorten(run)}'.", "See 'dispatchctl run list'.");

        // A printer that exists nowhere is a slip; one that has letters may be named though it is not configured any more.
        var known = channels.Printers
            .Union((await dispatches.CountUnsettledAsync()).Where(count => count.Kind == DispatchKind.Post).Select(count => ChannelLane.DestinationOf(count.Lane)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return known.Contains(from) ? null : ChannelDirectory.UnknownPrinter(Text.Shorten(from), known);
    }

    /// <summary>
    /// Moves what can be moved in a few seconds, single letters before whole print batches. What was moved stays moved, whatever happens to the rest; a batch
    /// whose move fails is tried again by the next call, and its failure is thrown only where nothing at all was moved.
    /// </summary>
    /// <param name="from">The printer whose letters are moved.</param>
    /// <param name="to">The printer that prints them instead.</param>
    /// <param name="run">Only this run's.</param>
    /// <param name="moveBatch">Moves one print batch; false if it has begun meanwhile and stays.</param>
    public async Task<MoveAnswer> MoveAsync(string from, string to, string? run, Func<PrintBatchRow, Task<bool>> moveBatch)
    {
        var begunAt = clock.GetTimestamp();
        var moved = await MoveLettersAsync(from, to, run, begunAt);
        Exception? failure = null;
        foreach (var batch in moved.IsComplete ? await FindBatchesAsync(from, run) : [])
        {
            if (clock.GetElapsedTime(begunAt) >= Patience)
                return moved with { IsComplete = false };
            try
            {
                if (await moveBatch(batch))
                    moved = moved with { Pending = moved.Pending + batch.LetterCount };
            }
            catch (Exception e)
            {
                failure = e;
            }
        }

        if (failure is not null && moved.Pending + moved.Held + moved.Standby == 0)
            ExceptionDispatchInfo.Throw(failure);
        return moved with { IsComplete = moved.IsComplete && failure is null };
    }

    private async Task<MoveAnswer> MoveLettersAsync(string from, string to, string? run, long begunAt)
    {
        var (moved, isMoving) = (new MoveAnswer(0, 0, 0, IsComplete: false), false);
        var move = new LaneMove(
            ChannelLane.NameOf(DispatchKind.Post, from),
            ChannelLane.NameOf(DispatchKind.Post, to),
            clock.GetUtcNow(),
            run,
            IsGathered: channels.BatchesOf(to) is not null,
            ReleasesUnavailable: channels.Find(DispatchKind.Post, from) is null);
        while (clock.GetElapsedTime(begunAt) < Patience)
        {
            var step = await dispatches.MoveAsync(move with { At = clock.GetUtcNow() });
            if (step.Count == 0 && !isMoving)
                return moved with { IsComplete = true };

            // Once to the end of what is held and stands by, then from the beginning again, until there is nothing.
            isMoving = step.Count > 0;
            move = move with { AfterId = isMoving ? step.LastId : 0 };
            moved = moved with { Pending = moved.Pending + step.PendingCount, Held = moved.Held + step.HeldCount, Standby = moved.Standby + step.StandbyCount };
            Wake(step);
        }

        return moved;
    }

    /// <summary>
    /// The print batches whose letters can go to another printer: those that have not begun or are tried again later, and those that are held because
    /// their printer is not configured. What a person holds stays held.
    /// </summary>
    private async Task<IReadOnlyList<PrintBatchRow>> FindBatchesAsync(string from, string? run)
    {
        var lane = ChannelLane.NameOf(DispatchKind.Post, from);
        var found = new List<PrintBatchRow>();
        foreach (var state in new[] { DispatchState.Pending, DispatchState.Deferred, DispatchState.Held })
        {
            for (var after = 0L; await batches.ListAsync(new PrintBatchFilter(run, lane, state, after)) is { Count: > 0 } page; after = page[^1].Number)
                found.AddRange(page.Where(batch => batch.Progress.State != DispatchState.Held || batch.Progress is { Reason: ReasonCode.ChannelUnavailable, Outcome: not OutcomeKind.Unknown }));
        }

        return found;
    }

    private void Wake(LaneMoveStep step)
    {
        foreach (var queue in step.Queues)
            recovery.Note(queue);
        if (step.PendingCount > 0)
            recovery.Pulse();
    }
}
