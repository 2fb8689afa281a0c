using System.Diagnostics;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.EndToEnd.Runs;
using Dispatch.Tests.Servers.Cups;

namespace Dispatch.EndToEnd.Print;

/// <summary>
/// A run of letters alone through a real CUPS, by the engine as an operator serves it: complete, sorted for the post over all its print batches, each letter
/// once. 200 letters; with <c>DISPATCH_LONG=1</c> 5,000.
/// </summary>
public sealed class PrintRunTests : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-print-").FullName;
    private PrivateCups? _cups;

    public async ValueTask InitializeAsync()
    {
        PrivateCups.Require();
        _cups = await PrivateCups.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await (_cups?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task Run_OfLetters_ArrivesCompleteSortedAndOnce()
    {
        var (count, batchSize) = LongForm.IsOn ? (5000, 500) : (200, 50);
        var (inputs, numbers) = PrintUtility.WriteInputs(_root, count);
        await using var engine = await ServedEngine.StartAsync(
            _root,
            ("Print__Printers__hall__Uri", _cups!.Uri()),
            ("Print__Printers__hall__BatchSize", batchSize.ToString(CultureInfo.InvariantCulture)),
            ("Print__DefaultPrinter", "hall"),
            ("Print__PollPeriod", "00:00:01"));
        await PrintUtility.ImportAsync(engine.Connection.Client);

        var begunAt = Stopwatch.GetTimestamp();
        using var command = engine.Command("run", "start", inputs, "--run", "letters", "--yes", "--json", "--wait", "10m");
        Assert.True(await command.WaitAsync() == 0, $"{string.Join('\n', File.ReadLines(engine.CommandLog).TakeLast(20))}");
        var took = Stopwatch.GetElapsedTime(begunAt);

        var files = _cups.Printed();
        Assert.Equal(Enumerable.Range(1, count / batchSize).Select(n => $"letters~hall~{n}"), files.Select(file => file.JobName).OrderBy(NumberOf));
        var letters = files.OrderBy(file => NumberOf(file.JobName)).SelectMany(PrintedLetters.Read).ToList();
        Assert.Equal(numbers, letters.Select(letter => letter.Number).Order(StringComparer.Ordinal));
        var postcodes = letters.Select(letter => PrintUtility.PostalCodeOf(letter.Number)).ToList();
        Assert.Equal(postcodes.Order(StringComparer.Ordinal), postcodes);
        var counts = await engine.Connection.Client.Catalog.CountAsync("letters");
        Assert.Equal((DispatchState.Delivered, (long)count), (Assert.Single(counts).State, counts[0].Count));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{count} letters in {files.Count} print batches through CUPS: {took.TotalSeconds:0.0} s, peak memory of the engine {PeakMemory.Of(engine.Id) / 1e6:0} MB"));
    }

    private static int NumberOf(string batch) => int.Parse(batch[(batch.LastIndexOf('~') + 1)..], CultureInfo.InvariantCulture);
}
