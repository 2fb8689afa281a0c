namespace Dispatch.Grains.Recovery;

/// <summary>
/// Up to when a shard's lanes are known to have no due rows, so that a scan need not walk through what was done long ago. Rows that are written later
/// with a due time in the past, by a slow write or a clock that is behind, lie within the margin or are found when the horizon is forgotten.
/// </summary>
internal sealed class DueHorizon
{
    /// <summary>How long the horizon is trusted.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>How far behind it rows are still looked for.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, DateTimeOffset> _lanes = new(StringComparer.Ordinal);
    private DateTimeOffset _endsAt;

    /// <summary>From when on each lane is to be looked through; a lane that is not named from the beginning.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> At(DateTimeOffset now)
    {
        if (now >= _endsAt)
        {
            _lanes.Clear();
            _endsAt = now + Lifetime;
        }

        return _lanes;
    }

    /// <summary>From when on a lane is to be looked through.</summary>
    public DateTimeOffset Of(string lane, DateTimeOffset now) => At(now).GetValueOrDefault(lane, DateTimeOffset.UnixEpoch);

    /// <summary>A lane was looked through: no row is due before <paramref name="first"/>.</summary>
    public void Clear(string lane, DateTimeOffset first) => _lanes[lane] = first - Margin;
}
