using System.Runtime.CompilerServices;
using Dispatch.Abstractions;

namespace Dispatch.Client.Runs;

/// <summary>Follows a run. Silos may come and go meanwhile; the next one counts the same rows.</summary>
internal static class RunWatch
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    // Waiting and counting take less; a call that takes this long has probably lost its silo.
    private static readonly TimeSpan _callPatience = TimeSpan.FromSeconds(10);

    /// <summary>Yields the run as it stands, then whenever it was counted again, until it rests.</summary>
    public static async IAsyncEnumerable<RunView> WatchAsync(IBillingRunGrain run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (RunView? current = null; current is null || !IsAtRest(current.State);)
        {
            cancellationToken.ThrowIfCancellationRequested();
            RunView? next;
            try
            {
                next = await run.WaitForChangeAsync(current?.Stamp ?? -1, _patience).WaitAsync(_callPatience, cancellationToken);
            }
            catch (Exception e) when (TransientFailure.Is(e))
            {
                await Task.Delay(_patience, cancellationToken);
                continue;
            }

            if (next is null)
                yield break;
            if (current is null || next.Stamp != current.Stamp || next.CountedAt != current.CountedAt)
                yield return next;
            current = next;
        }
    }

    /// <summary>Whether nothing happens to a run before somebody wants it.</summary>
    private static bool IsAtRest(RunState state) => state is RunState.AwaitingConfirmation or RunState.Settled or RunState.NeedsCare or RunState.Stopped;
}
