namespace Dispatch.EndToEnd.Crash;

/// <summary>E-mail into the pickup folder, letters into a spool folder.</summary>
public sealed class FolderCrashTests
{
    public static TheoryData<KillChain> Points =>
        [.. KillChain.Of(KillPoints.Engine), .. KillChain.Of(KillPoints.Pickup), .. KillChain.Of(KillPoints.Spool)];

    [Theory, MemberData(nameof(Points))]
    public Task Kill_AtSteps_EachDispatchArrivesOnce(KillChain chain) => CrashScenario.RunAsync(chain, hasRelay: false, takesFiles: false);

    [Fact]
    public Task FolderSeries_KilledAgainAndAgain_NothingIsLostOrUnmarked() => CrashSeries.RunAsync(
        nameof(FolderSeries_KilledAgainAndAgain_NothingIsLostOrUnmarked), [.. KillPoints.Engine, .. KillPoints.Pickup, .. KillPoints.Spool], hasRelay: false);
}
