using Dispatch.EndToEnd.Crash;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>A cluster in which everything goes wrong that a cluster must survive.</summary>
public sealed class ChaosTests
{
    private const int LongRepeats = 20;

    /// <summary>
    /// One seed; with <c>DISPATCH_LONG=1</c> twenty in a row with more silos and invoices, or as many as <c>DISPATCH_REPEATS</c> says.
    /// <c>DISPATCH_SEED</c> chooses the first; each next run has the next seed.
    /// </summary>
    [Fact]
    public async Task Cluster_FaultsOfEveryKind_NothingIsLostOrUnmarked()
    {
        SharedPostgres.Require();
        var isLong = LongForm.IsOn;
        var repeats = isLong ? LongForm.Number("DISPATCH_REPEATS") ?? LongRepeats : 1;
        var firstSeed = LongForm.FirstSeed;
        var figures = CrashFigures.None;
        for (var seed = firstSeed; seed < firstSeed + repeats; seed++)
        {
            var siloCount = isLong ? 2 + seed % 2 : 2;
            var faults = ChaosSchedule.Draw(new Random(seed), siloCount);
            try
            {
                figures += await RunAsync(siloCount, isLong ? 2000 : 600, faults);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"Failed with seed {seed}; repeat it with: DISPATCH_SEED={seed} DISPATCH_LONG={(isLong ? 1 : 0)} DISPATCH_REPEATS=1 dotnet run --project tests/Dispatch.EndToEnd -- -method \"*{nameof(Cluster_FaultsOfEveryKind_NothingIsLostOrUnmarked)}\"\n{string.Join('\n', faults)}",
                    e);
            }

            await Console.Out.WriteLineAsync($"chaos seed {seed}: {string.Join(", ", faults)}");
        }

        await Console.Out.WriteLineAsync($"chaos: {repeats} of {repeats} seeds passed from {firstSeed}: {figures}");
    }

    private static async Task<CrashFigures> RunAsync(int siloCount, int invoiceCount, IReadOnlyList<ChaosFault> faults)
    {
        const int batchSize = 10;
        var lasts = faults.Max(fault => fault.At + fault.Duration);
        await using var scenario = await ChaosScenario.StartAsync(siloCount, invoiceCount, batchSize, lasts / (invoiceCount / batchSize));
        await scenario.SufferAsync(faults);
        return await scenario.SettleAsync();
    }
}
