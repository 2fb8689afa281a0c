namespace Dispatch.EndToEnd.Crash;

/// <summary>Scenarios drawn from a seed: kills at random points and occurrences and at a random time, all in one data folder before it may settle.</summary>
internal static class CrashSeries
{
    private const int KillCount = 6;
    private const int InvoiceCount = 6;
    private const int MaxOccurrence = 3;
    private const int LongRepeats = 50;

    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Runs one scenario; with <c>DISPATCH_LONG=1</c> fifty in a row, or as many as <c>DISPATCH_REPEATS</c> says.
    /// <c>DISPATCH_SEED</c> chooses the first scenario; each next one has the next seed.
    /// </summary>
    public static async Task RunAsync(string test, IReadOnlyList<KillPoint> points, bool hasRelay)
    {
        var repeats = LongForm.IsOn ? LongForm.Number("DISPATCH_REPEATS") ?? LongRepeats : 1;
        var firstSeed = LongForm.FirstSeed;
        var figures = CrashFigures.None;
        for (var seed = firstSeed; seed < firstSeed + repeats; seed++)
        {
            try
            {
                figures += await RunAsync(new Random(seed), points, hasRelay);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(
                    $"Failed with seed {seed}; repeat it with: DISPATCH_SEED={seed} dotnet run --project tests/Dispatch.EndToEnd -- -method \"*{test}\"", e);
            }
        }

        await Console.Out.WriteLineAsync($"{test}: {repeats} of {repeats} scenarios passed from seed {firstSeed}: {figures}");
    }

    private static async Task<CrashFigures> RunAsync(Random random, IReadOnlyList<KillPoint> points, bool hasRelay)
    {
        var order = points.ToArray();
        random.Shuffle(order);
        await using var scenario = new CrashScenario(hasRelay, takesFiles: random.Next(2) == 0, InvoiceCount);
        foreach (var point in order.Take(KillCount))
            await scenario.KillAtAsync(point, random.Next(1, MaxOccurrence + 1));
        await scenario.KillAfterAsync(LongestLife * random.NextDouble());
        return await scenario.SettleAsync();
    }
}
