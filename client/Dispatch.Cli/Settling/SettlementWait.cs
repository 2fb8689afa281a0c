using Dispatch.Client;

namespace Dispatch.Cli.Settling;

/// <summary>
/// Waits until nothing is open any more, or nothing moves within the patience: the next attempt is due later than that,
/// or the number of open dispatches has not fallen for so long.
/// </summary>
/// <param name="clock">The clock.</param>
/// <param name="patience">The <c>--wait</c> of the command; zero does not wait.</param>
internal sealed class SettlementWait(TimeProvider clock, TimeSpan patience)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits. A call that fails meanwhile is made again: silos come and go.</summary>
    /// <param name="look">Reads what is open.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task WaitAsync(Func<Task<OpenWork>> look, CancellationToken cancellationToken)
    {
        if (patience == TimeSpan.Zero)
            return;

        var fewest = long.MaxValue;
        var progressAt = clock.GetTimestamp();
        while (true)
        {
            try
            {
                var open = await look();
                if (open.Count == 0 || open.NextAt - clock.GetUtcNow() > patience)
                    return;
                if (open.Count < fewest)
                    (fewest, progressAt) = (open.Count, clock.GetTimestamp());
            }
            catch (Exception e) when (TransientFailure.Is(e) && clock.GetElapsedTime(progressAt) <= patience)
            {
                // The silo may be restarting; the rows are read again below.
            }

            if (clock.GetElapsedTime(progressAt) > patience)
                return;
            await Task.Delay(_interval, clock, cancellationToken);
        }
    }
}
