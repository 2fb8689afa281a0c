namespace Dispatch.Grains.Finalization;

/// <summary>
/// What finalizations know of the hold of their subscription. They interleave with its change: whoever changes the hold waits for the accepting writes
/// that were begun before, and looks for dispatches only then. Used on one grain's scheduler only.
/// </summary>
internal sealed class HoldGate
{
    private readonly HashSet<Task> _accepting = [];

    /// <summary>Whether the subscription is held, as it is on disk.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Awaits an accepting write whose rows were made as <see cref="IsHeld"/> said.</summary>
    public async Task<T> EnterAsync<T>(Task<T> accepting)
    {
        _accepting.Add(accepting);
        try
        {
            return await accepting;
        }
        finally
        {
            _accepting.Remove(accepting);
        }
    }

    /// <summary>Waits until all writes that are inside have ended, however they end.</summary>
    public async Task DrainAsync()
    {
        foreach (var accepting in _accepting.ToList())
            await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }
}
