namespace Dispatch.Channels.Email;

/// <summary>
/// Limits of messages a minute by key: a relay's name or a recipient's domain. In any time go at most as many as the rate says, one, and six seconds' worth
/// (GCRA: each turn moves the time at which all could go at once again). Whoever gets no turn is told when to come again, each later than the one
/// before, so that a long queue is not asked over and over.
/// </summary>
/// <param name="limitOf">The messages a minute of a key; none: no limit.</param>
/// <param name="clock">The clock.</param>
internal sealed class SendingRates(Func<string, int?> limitOf, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>How long before its time a turn may be taken: due work is looked for every two seconds, so turns are taken up late and several together.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(6);

    /// <summary>The longest that somebody is sent away for: limits may change meanwhile, and others may give up.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Line> _lines = new(StringComparer.Ordinal);
    private readonly long _begunAt = clock.GetTimestamp();

    /// <summary>Takes a turn.</summary>
    /// <param name="key">Whose.</param>
    /// <param name="patience">How long the caller would wait for it.</param>
    /// <param name="wait">How long until the next turn; if it is taken, the caller must wait for so long.</param>
    /// <returns>Whether there is one in time; it is taken then.</returns>
    public bool TryTake(string key, TimeSpan patience, out TimeSpan wait)
    {
        wait = TimeSpan.Zero;
        if (limitOf(key) is not { } perMinute)
            return true;

        lock (_lock)
        {
            var (line, now) = (_lines.GetValueOrDefault(key), Now());
            wait = WaitIn(line, now);
            if (wait > patience)
                return false;
            _lines[key] = line with { FullAt = Later(line.FullAt, now) + (Minute / perMinute) };
            return true;
        }
    }

    /// <summary>How long until the next turn; zero if there is one now.</summary>
    public TimeSpan WaitOf(string key)
    {
        if (limitOf(key) is null)
            return TimeSpan.Zero;
        lock (_lock)
            return WaitIn(_lines.GetValueOrDefault(key), Now());
    }

    /// <summary>What <see cref="SendAway"/> would say.</summary>
    public TimeSpan LineOf(string key)
    {
        if (limitOf(key) is not { } perMinute)
            return TimeSpan.Zero;
        lock (_lock)
            return ReturnIn(_lines.GetValueOrDefault(key), perMinute, Now());
    }

    /// <summary>Tells one who got no turn how long to stay away. Nothing is kept for it: whoever comes when there is a turn has it.</summary>
    public TimeSpan SendAway(string key)
    {
        if (limitOf(key) is not { } perMinute)
            return TimeSpan.Zero;

        lock (_lock)
        {
            var (line, now) = (_lines.GetValueOrDefault(key), Now());
            var wait = ReturnIn(line, perMinute, now);
            _lines[key] = line with { LastReturnAt = now + wait };
            return wait;
        }
    }

    private static TimeSpan WaitIn(Line line, TimeSpan now) => Later(line.FullAt - now - Slack, TimeSpan.Zero);

    /// <summary>After the one told last, and not before there is a turn. What is kept is bounded as well: else returns would fall ever further behind turns.</summary>
    private static TimeSpan ReturnIn(Line line, int perMinute, TimeSpan now)
    {
        var wait = Later(line.LastReturnAt + (Minute / perMinute) - now, WaitIn(line, now));
        return wait < MaxWait ? wait : MaxWait;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>The time since the beginning, which no change of the system's clock moves.</summary>
    private TimeSpan Now() => clock.GetElapsedTime(_begunAt);

    /// <summary>How a key stands; all zero: as if nothing had ever been sent.</summary>
    /// <param name="FullAt">When as many could go at once again as ever.</param>
    /// <param name="LastReturnAt">When the one told last comes again.</param>
    private readonly record struct Line(TimeSpan FullAt, TimeSpan LastReturnAt);
}
