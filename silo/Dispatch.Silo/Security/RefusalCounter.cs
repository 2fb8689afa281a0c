using System.Collections.Concurrent;

namespace Dispatch.Silo.Security;

/// <summary>Counts what is refused and says when it is time for a line in the log, so that whoever is refused cannot fill the disk.</summary>
/// <typeparam name="TKey">What is told apart; there must be few.</typeparam>
/// <param name="clock">The time.</param>
internal sealed class RefusalCounter<TKey>(TimeProvider clock)
    where TKey : notnull
{
    /// <summary>The least time between two lines about the same.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<TKey, Window> _windows = new();

    /// <summary>Counts one.</summary>
    /// <returns>How many to tell about now; 0: none.</returns>
    public long Add(TKey key)
    {
        var window = _windows.GetOrAdd(key, static _ => new Window());
        lock (window)
        {
            window.Count++;
            var now = clock.GetTimestamp();
            if (window.ToldAt is { } told && clock.GetElapsedTime(told, now) < Period)
                return 0;
            var count = window.Count;
            (window.Count, window.ToldAt) = (0, now);
            return count;
        }
    }

    private sealed class Window
    {
        public long Count { get; set; }

        public long? ToldAt { get; set; }
    }
}
