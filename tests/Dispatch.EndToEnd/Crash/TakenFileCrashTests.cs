namespace Dispatch.EndToEnd.Crash;

/// <summary>Folders that a mail system and a print room empty while the engine is dead: what is asked for afterwards may be gone.</summary>
public sealed class TakenFileCrashTests
{
    public static TheoryData<KillChain> Points =>
    [
        .. KillChain.Of(KillPoints.Pickup.Where(point => point.Name.StartsWith("Pickup", StringComparison.Ordinal))),
        .. KillChain.Of(KillPoints.Spool.Where(point => point.Name is "SpoolIndexed" or "SpoolRenaming" or "SpoolRenamed" or "PrintAttemptEnded")),
    ];

    [Theory, MemberData(nameof(Points))]
    public Task Kill_FilesTakenMeanwhile_SecondCopyIsMarked(KillChain chain) => CrashScenario.RunAsync(chain, hasRelay: false, takesFiles: true);
}
