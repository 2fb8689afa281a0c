using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Engine;

/// <summary>Waits for an engine that takes no work now, and gives up when nothing has gone on for two minutes.</summary>
/// <param name="clock">The clock.</param>
internal sealed class EnginePatience(TimeProvider clock)
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(2);
    private long _progressAt = clock.GetTimestamp();

    /// <summary>Something went on: the patience begins anew.</summary>
    public void Renew() => _progressAt = clock.GetTimestamp();

    /// <summary>Waits as long as the engine asks for.</summary>
    /// <param name="retryAfter">What it asks for.</param>
    /// <param name="message">Why it takes no work.</param>
    /// <param name="traceId">The trace of the request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="CommandException">It has taken no work for too long.</exception>
    public async Task PauseAsync(TimeSpan retryAfter, string message, string? traceId, CancellationToken cancellationToken)
    {
        if (clock.GetElapsedTime(_progressAt) > _limit)
        {
            throw new CommandException(ExitCode.Unreachable, new CliError("unavailable", $"The engine takes no work: {message}")
            {
                TraceId = traceId,
                Mend = "Start the same command again later: what was accepted is not done twice.",
            });
        }

        await Task.Delay(retryAfter, clock, cancellationToken);
    }
}
