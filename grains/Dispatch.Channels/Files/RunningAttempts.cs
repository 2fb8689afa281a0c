using System.Collections.Concurrent;

namespace Dispatch.Channels.Files;

/// <summary>At most one attempt per dispatch writes files: a second call for the same dispatch joins the one that runs.</summary>
internal sealed class RunningAttempts<TOutcome>
    where TOutcome : class
{
    private readonly ConcurrentDictionary<string, Lazy<Task<TOutcome>>> _running = new(StringComparer.Ordinal);

    /// <summary>Runs <paramref name="attempt"/>, or waits for the one already running under <paramref name="dispatch"/>.</summary>
    public async Task<TOutcome> RunAsync(string dispatch, Func<Task<TOutcome>> attempt)
    {
        var mine = new Lazy<Task<TOutcome>>(attempt);
        var running = _running.GetOrAdd(dispatch, mine);
        try
        {
            return await running.Value;
        }
        finally
        {
            if (ReferenceEquals(running, mine))
                _running.TryRemove(KeyValuePair.Create(dispatch, mine));
        }
    }

    /// <summary>The attempt that runs under <paramref name="dispatch"/>, if any.</summary>
    public Task<TOutcome>? Find(string dispatch) => _running.TryGetValue(dispatch, out var running) ? running.Value : null;
}
