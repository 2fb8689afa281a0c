namespace Dispatch.Grains.Runs;

/// <summary>How fast counts have grown of late.</summary>
internal sealed class RunSpeed
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShortestSpan = TimeSpan.FromSeconds(0.5);

    private readonly Queue<(DateTimeOffset At, IReadOnlyDictionary<string, long> Done)> _samples = new();

    /// <summary>Takes the counts of a moment.</summary>
    public void Add(DateTimeOffset at, IReadOnlyDictionary<string, long> done)
    {
        _samples.Enqueue((at, done));
        while (_samples.Count > 2 && _samples.Peek().At < at - Window)
            _samples.Dequeue();
    }

    /// <summary>How much a count grew per second; 0 while nothing is known or it did not grow.</summary>
    public double PerSecond(string name)
    {
        if (_samples.Count < 2)
            return 0;
        var (first, last) = (_samples.Peek(), _samples.Last());
        var span = last.At - first.At;
        return span < ShortestSpan ? 0 : Math.Max(0, last.Done.GetValueOrDefault(name) - first.Done.GetValueOrDefault(name)) / span.TotalSeconds;
    }

    /// <summary>How long what is left takes at a speed; none while nothing is known.</summary>
    public static TimeSpan? TimeLeft(long left, double perSecond) =>
        left == 0 ? TimeSpan.Zero : perSecond > 0 ? TimeSpan.FromSeconds(Math.Round(left / perSecond)) : null;
}
