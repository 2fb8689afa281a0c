namespace Dispatch.Grains.Receipts;

/// <summary>
/// Counts how often a message could not be taken over. One that fails often and for long, while the source can be read, would keep all that come after it
/// waiting.
/// </summary>
/// <param name="leastCount">How often it must have failed to be left to a person.</param>
/// <param name="leastTime">And for how long: what a database or a silo that is away for a while hinders is not lost.</param>
internal sealed class ReceiptFailures(int leastCount, TimeSpan leastTime)
{
    private readonly Dictionary<(string Source, string Message), (int Count, DateTimeOffset Since)> _failures = [];
    private readonly Lock _lock = new();

    /// <summary>Notes a failure.</summary>
    /// <returns>Whether the message is left to a person.</returns>
    public bool Add(string source, string message, DateTimeOffset at)
    {
        lock (_lock)
        {
            var (count, since) = _failures.GetValueOrDefault((source, message), (0, at));
            _failures[(source, message)] = (count + 1, since);
            return count + 1 >= leastCount && at - since >= leastTime;
        }
    }

    /// <summary>All that failed is behind: the source is read on.</summary>
    public void Clear(string source)
    {
        lock (_lock)
        {
            foreach (var failure in _failures.Keys.Where(failure => failure.Source == source).ToList())
                _failures.Remove(failure);
        }
    }
}
