using System.Collections.Concurrent;

namespace Dispatch.Grains.Receipts;

/// <summary>How the reading of each source goes, as this process last heard; for health.</summary>
public sealed class ReceiptBoard
{
    private readonly ConcurrentDictionary<string, ReceiptReading> _readings = new(StringComparer.Ordinal);

    /// <summary>The sources that cannot be read, with since when and why (a word of the closed vocabulary).</summary>
    public IReadOnlyDictionary<string, string> Failures => _readings
        .Where(entry => entry.Value.FailingSince is not null)
        .ToDictionary(entry => entry.Key, entry => $"{Dispatch.Abstractions.ReasonCodeExtensions.ToWord(entry.Value.Reason ?? default)} since {entry.Value.FailingSince:O}", StringComparer.Ordinal);

    /// <summary>Takes over what was heard.</summary>
    internal void Update(string source, ReceiptReading reading) => _readings[source] = reading;
}
