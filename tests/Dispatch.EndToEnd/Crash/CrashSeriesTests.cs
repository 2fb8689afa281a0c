using System.Globalization;

namespace Dispatch.EndToEnd.Crash;

/// <summary>Crashes one after the other, drawn from a seed: 2 in the gate, 100 in the long form (<c>DISPATCH_LONG=1</c>, set by <c>tests/run --long</c>).</summary>
public sealed class CrashSeriesTests(ITestOutputHelper output)
{
    private const string SeedVariable = "DISPATCH_SEED";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_AgainAndAgain_LosesNothingAndMarksDuplicates()
    {
        var crashCount = Environment.GetEnvironmentVariable("DISPATCH_LONG") == "1" ? 100 : 2;
        var seed = int.TryParse(Environment.GetEnvironmentVariable(SeedVariable), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next();
        Say($"seed {seed}; repeat with {SeedVariable}={seed} dotnet run --project tests/Dispatch.EndToEnd -- -class {typeof(CrashSeriesTests).FullName}");
        var random = new Random(seed);

        var (dispatchCount, duplicateCount, markedCount) = (0, 0, 0);
        for (var crash = 1; crash <= crashCount; crash++)
        {
            using var scenario = new CrashScenario();
            var figures = await CrashAsync(scenario, random);
            dispatchCount += figures.DispatchCount;
            duplicateCount += figures.DuplicateCount;
            markedCount += figures.MarkedCount;
        }

        Say($"{crashCount} crashes, {dispatchCount} dispatches, 0 lost, {duplicateCount} arrived twice, {markedCount} marked as possible duplicates");
    }

    private static async Task<CrashFigures> CrashAsync(CrashScenario scenario, Random random)
    {
        var usesRelay = random.Next(2) == 0;
        switch (random.Next(3))
        {
            case 0:
                return await scenario.KillAfterAsync(TimeSpan.FromMilliseconds(random.Next(1500)), usesRelay, Stop);
            case 1 when usesRelay:
                return await scenario.KillAtDialogueAsync(CrashPoints.Dialogue[random.Next(CrashPoints.Dialogue.Length)], 1 + random.Next(2), Stop);
            default:
                int[] steps = [.. CrashPoints.Engine, .. CrashPoints.Spool, .. usesRelay ? CrashPoints.Relay : CrashPoints.Pickup];
                return await scenario.KillAtEventAsync(steps[random.Next(steps.Length)], 1 + random.Next(CrashScenario.InvoiceCount), usesRelay, Stop);
        }
    }

    private void Say(string text)
    {
        output.WriteLine(text);
        TestContext.Current.SendDiagnosticMessage(text);
    }
}
