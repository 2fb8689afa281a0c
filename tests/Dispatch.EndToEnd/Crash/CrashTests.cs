namespace Dispatch.EndToEnd.Crash;

/// <summary>
/// Kill -9 at each step of a finalization and of an attempt: nothing that was answered is lost, nothing arrives twice without being marked,
/// and a letter never does.
/// </summary>
public sealed class CrashTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<int, int> EngineSteps => Steps(CrashPoints.Engine);

    public static TheoryData<int, int> SpoolSteps => Steps(CrashPoints.Spool);

    public static TheoryData<int, int> PickupSteps => Steps(CrashPoints.Pickup);

    public static TheoryData<int, int> RelaySteps => Steps(CrashPoints.Relay);

    public static TheoryData<string> DialoguePoints => [.. CrashPoints.Dialogue];

    [Theory]
    [MemberData(nameof(EngineSteps))]
    [MemberData(nameof(SpoolSteps))]
    [MemberData(nameof(PickupSteps))]
    public async Task Kill_AtAStepIntoFolders_LosesAndDoublesNothing(int eventId, int occurrence)
    {
        using var scenario = new CrashScenario();

        var figures = await scenario.KillAtEventAsync(eventId, occurrence, usesRelay: false, Stop);

        Assert.Equal(0, figures.MarkedCount);
    }

    [Theory]
    [MemberData(nameof(RelaySteps))]
    public async Task Kill_AtAStepToARelay_LosesNothingAndMarksDuplicates(int eventId, int occurrence)
    {
        using var scenario = new CrashScenario();

        await scenario.KillAtEventAsync(eventId, occurrence, usesRelay: true, Stop);
    }

    [Theory]
    [MemberData(nameof(DialoguePoints))]
    public async Task Kill_AtAPointOfTheDialogue_LosesNothingAndMarksDuplicates(string point)
    {
        using var scenario = new CrashScenario();

        await scenario.KillAtDialogueAsync(point, occurrence: 1, Stop);
    }

    /// <summary>The first time is the coldest path, the third comes in the middle of others' work.</summary>
    private static TheoryData<int, int> Steps(int[] eventIds)
    {
        var steps = new TheoryData<int, int>();
        for (var i = 0; i < eventIds.Length; i++)
            steps.Add(eventIds[i], i % 2 == 0 ? 1 : 3);
        return steps;
    }
}
