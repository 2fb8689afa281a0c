using System.Diagnostics;

namespace Dispatch.Client;

/// <summary>
/// A call that is made again where it may have lost its silo: one that dies leaves its callers waiting, and an engine whose silos come and go
/// refuses some calls. Every call made this way changes nothing where the one before it arrived.
/// </summary>
/// <param name="FirstPatience">When the first call has probably lost its silo.</param>
/// <param name="Patience">The same of later ones: an engine that is only slow must get through in the end.</param>
internal sealed record RepeatedCall(TimeSpan FirstPatience, TimeSpan Patience)
{
    // Longer than it takes to notice a dead silo and to start a lone one again.
    private static readonly TimeSpan _enginePatience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan _retryDelay = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes it until it is answered, or the engine has not answered for too long.</summary>
    /// <param name="call">The call.</param>
    /// <param name="unanswered">What stands for the answer then; it may throw.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<T> MakeAsync<T>(Func<Task<T>> call, Func<T> unanswered, CancellationToken cancellationToken)
    {
        var begunAt = Stopwatch.GetTimestamp();
        for (var patience = FirstPatience; ; patience = Patience)
        {
            try
            {
                return await call().WaitAsync(patience, cancellationToken);
            }
            catch (Exception e) when (TransientFailure.Is(e))
            {
                if (Stopwatch.GetElapsedTime(begunAt) > _enginePatience)
                    return unanswered();
                await Task.Delay(_retryDelay, cancellationToken);
            }
        }
    }
}
