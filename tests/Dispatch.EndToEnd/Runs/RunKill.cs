using System.Globalization;

namespace Dispatch.EndToEnd.Runs;

/// <summary>Somebody is killed in a phase of a run.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="Victim">Who.</param>
/// <param name="Progress">How far the phase is by then, from 0 to 1.</param>
/// <param name="Silo">Which silo, where one is killed.</param>
/// <param name="Pause">How long it is gone.</param>
internal sealed record RunKill(KilledPhase Phase, RunVictim Victim, double Progress, int Silo, TimeSpan Pause)
{
    /// <summary>The latest moment in a phase: a little later it might be over.</summary>
    private const double MaxProgress = 0.5;

    private static readonly TimeSpan _shortestPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(4);

    /// <summary>Draws the kills of a run: one in each phase.</summary>
    /// <param name="random">Decides.</param>
    /// <param name="siloCount">How many silos there are.</param>
    /// <param name="victimOf">Who is killed in a phase.</param>
    public static IReadOnlyList<RunKill> Draw(Random random, int siloCount, Func<KilledPhase, RunVictim> victimOf) =>
    [
        .. Enum.GetValues<KilledPhase>().Select(phase => new RunKill(
            phase,
            victimOf(phase),
            MaxProgress * random.NextDouble(),
            random.Next(siloCount),
            _shortestPause + (_longestPause - _shortestPause) * random.NextDouble())),
    ];

    /// <inheritdoc/>
    public override string ToString() => Victim switch
    {
        RunVictim.Client => string.Create(CultureInfo.InvariantCulture, $"{Phase} {Progress:0.00} client"),
        RunVictim.Silo => string.Create(CultureInfo.InvariantCulture, $"{Phase} {Progress:0.00} silo {Silo} for {Pause.TotalSeconds:0.0}s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Phase} {Progress:0.00} database for {Pause.TotalSeconds:0.0}s"),
    };
}
