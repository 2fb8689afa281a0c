using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Dispatch.EndToEnd.Chaos;

namespace Dispatch.EndToEnd.Runs;

/// <summary>
/// A run as large as a month-end's, of small but readable invoices, rendered, mailed and spooled by the embedded engine: complete, each dispatch once, in
/// memory that does not grow with it. 1,000 invoices; with <c>DISPATCH_LONG=1</c> 100,000 after them.
/// </summary>
public sealed class RunScaleTests : IDisposable
{
    private const int SmallCount = 1000;
    private const int LargeCount = 100_000;

    /// <summary>The young generation alone differs by more than a small engine needs, so flat is told from growing: a hundred times the invoices, not twice the memory.</summary>
    private const int MaxGrowth = 2;

    /// <summary>The command keeps the list of its files, with their paths.</summary>
    private const int ListBytes = 2048;

    private static readonly TimeSpan _tick = TimeSpan.FromMilliseconds(200);

    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-scale-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Run_ManyInvoices_IsCompleteInFlatMemory()
    {
        var small = await MeasureAsync("small", SmallCount);
        if (!LongForm.IsOn)
            return;

        var large = await MeasureAsync("large", LargeCount);
        Assert.InRange(large.EngineBytes, 0, MaxGrowth * small.EngineBytes);
        Assert.InRange(large.ClientBytes, 0, small.ClientBytes + (long)LargeCount * ListBytes);
    }

    private async Task<(long EngineBytes, long ClientBytes)> MeasureAsync(string name, int count)
    {
        var root = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        var inputs = RunInputs.WriteGood(root, "S", count);
        await using var engine = await ServedEngine.StartAsync(root);

        var begunAt = Stopwatch.GetTimestamp();
        using var command = engine.Command("run", "start", inputs.Folder, "--run", name, "--yes", "--json", "--wait", "10m");
        var ending = command.WaitAsync();
        var commandBytes = 0L;
        using (var tick = new PeriodicTimer(_tick))
        {
            while (!ending.IsCompleted)
            {
                commandBytes = Math.Max(commandBytes, PeakMemory.Of(command.Id));
                await Task.WhenAny(ending, tick.WaitForNextTickAsync().AsTask());
            }
        }

        var took = Stopwatch.GetElapsedTime(begunAt);
        var engineBytes = PeakMemory.Of(engine.Id);
        Assert.True(await ending == 0, $"The run ended with {await ending}:\n{string.Join('\n', File.ReadLines(engine.CommandLog).TakeLast(20))}");
        Assert.Equal((count, 0, 0), FinishedOf(command));
        Assert.Equal(count, engine.Relay.Counts.Count);
        Assert.All(engine.Relay.Counts.Values, times => Assert.Equal(1, times));
        Assert.Equal(count, Directory.EnumerateFiles(engine.Letters, "*.pdf").Count());
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"run of {count}: {took.TotalSeconds:0.0} s, {count / took.TotalSeconds:0} invoices/s, peak memory of the engine {engineBytes / 1e6:0} MB, of the command {commandBytes / 1e6:0} MB"));
        return (engineBytes, commandBytes);
    }

    private static (int Finalized, int Repeated, int Refused) FinishedOf(ChaosProcess client)
    {
        var finished = JsonDocument.Parse(client.Lines.Last()).RootElement;
        return (finished.GetProperty("finalized").GetInt32(), finished.GetProperty("repeated").GetInt32(), finished.GetProperty("refused").GetInt32());
    }
}
