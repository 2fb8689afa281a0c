namespace Dispatch.EndToEnd.Crash;

/// <summary>E-mail to a relay, letters into a spool folder.</summary>
public sealed class RelayCrashTests
{
    /// <summary>The engine's steps after a send once more, because a relay cannot be asked as a folder can.</summary>
    public static TheoryData<KillChain> Points =>
        [.. KillChain.Of(KillPoints.Smtp.Concat(KillPoints.Engine.Where(point => point.Name is "OutcomeWriting" or "OutcomeRecorded")))];

    [Theory, MemberData(nameof(Points))]
    public Task Kill_AtSteps_SecondCopyIsMarked(KillChain chain) => CrashScenario.RunAsync(chain, hasRelay: true, takesFiles: false);

    [Fact]
    public Task RelaySeries_KilledAgainAndAgain_NothingIsLostOrUnmarked() => CrashSeries.RunAsync(
        nameof(RelaySeries_KilledAgainAndAgain_NothingIsLostOrUnmarked), [.. KillPoints.Engine, .. KillPoints.Smtp, .. KillPoints.Spool], hasRelay: true);
}
