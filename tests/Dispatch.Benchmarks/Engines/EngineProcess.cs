using System.Diagnostics;
using Dispatch.Benchmarks.Engines.Measuring;

namespace Dispatch.Benchmarks.Engines;

/// <summary>The process of one engine: warms it up, measures it, and prints the measurement as its only line on standard output.</summary>
internal static class EngineProcess
{
    /// <summary>The command that starts one.</summary>
    public const string Command = "engine";

    private const int FirstPiece = 500;

    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(string name, EngineOptions options)
    {
        await using var meter = await UsageMeter.OpenAsync(options.Connection);
        await using var engine = EngineCatalog.Create(name, options.Connection);
        await engine.StartAsync();

        // In growing pieces, so that a slow engine is warmed up by fewer invoices instead of being kept at it for hours.
        var settled = 0;
        var begunAt = Stopwatch.GetTimestamp();
        for (var size = FirstPiece; settled < options.WarmUpCount * 2 && Stopwatch.GetElapsedTime(begunAt) < WarmUpLimit; size *= 2)
        {
            var piece = new Batch($"W{settled}", Math.Min(size, options.WarmUpCount - (settled / 2)));
            await engine.PrepareAsync(piece);
            var warmed = await MeasureAsync(name, engine, meter, piece, settled, options.Limit);
            if (warmed.SettledCount < piece.DispatchCount)
                return Print(warmed);
            settled += piece.DispatchCount;
        }

        var batch = new Batch("R", options.InvoiceCount);
        await engine.PrepareAsync(batch);
        return Print(await MeasureAsync(name, engine, meter, batch, settled, options.Limit));
    }

    private static async Task<Measurement> MeasureAsync(
        string name, IMeasuredEngine engine, UsageMeter meter, Batch batch, long settledBefore, TimeSpan limit)
    {
        using var overtime = new CancellationTokenSource();
        var before = await meter.ReadAsync();
        var begunAt = Stopwatch.GetTimestamp();
        overtime.CancelAfter(limit);
        var accepting = Task.Run(
            async () =>
            {
                await engine.FinalizeAsync(batch, overtime.Token);
                return Stopwatch.GetElapsedTime(begunAt).TotalSeconds;
            },
            CancellationToken.None);

        Measurement.Span? nearlyAll = null;
        if (await IsReachedAsync(batch.NearlySettled, accepting, engine.Working, overtime.Token))
        {
            var used = await meter.ReadAsync() - before;
            nearlyAll = Measurement.Span.Of(Stopwatch.GetElapsedTime(begunAt).TotalSeconds, batch.SettledCount, used);
        }

        await IsReachedAsync(batch.Settled, accepting, engine.Working, overtime.Token);
        var acceptSeconds = await accepting;
        var settled = await WaitForRowsAsync(engine, settledBefore + batch.DispatchCount, overtime.Token) - settledBefore;
        var usedByAll = await meter.ReadAsync() - before;
        return new Measurement
        {
            Engine = name,
            DispatchCount = batch.DispatchCount,
            SettledCount = settled,
            ExtraAttemptCount = settled == batch.DispatchCount ? batch.AttemptCount - batch.NeededAttemptCount : 0,
            AcceptSeconds = acceptSeconds,
            NearlyAll = nearlyAll,
            Whole = Measurement.Span.Of(Stopwatch.GetElapsedTime(begunAt).TotalSeconds, settled, usedByAll),
            PeakResidentBytes = UsageMeter.PeakResidentBytes(),
            LiveBytes = UsageMeter.LiveBytes(),
            InputSeconds = engine.MeasureInput(batch),
        };
    }

    /// <summary>Whether it was reached in time. What fails is thrown at once.</summary>
    private static async Task<bool> IsReachedAsync(Task reached, Task accepting, Task working, CancellationToken overtime)
    {
        var over = Task.Delay(Timeout.Infinite, overtime);
        var first = await Task.WhenAny(reached, over, accepting, working);
        if (first == accepting)
        {
            await accepting;
            first = await Task.WhenAny(reached, over, working);
        }

        if (first == working)
            await working;
        return reached.IsCompleted;
    }

    /// <summary>Waits until the database says the same as the sink, which may know a moment earlier.</summary>
    private static async Task<long> WaitForRowsAsync(IMeasuredEngine engine, long wanted, CancellationToken overtime)
    {
        var settled = await engine.CountSettledAsync();
        while (settled < wanted && !overtime.IsCancellationRequested)
        {
            await Task.Delay(PollPeriod, CancellationToken.None);
            settled = await engine.CountSettledAsync();
        }

        return settled;
    }

    private static int Print(Measurement measurement)
    {
        Console.WriteLine(measurement.ToJson());
        return 0;
    }
}
