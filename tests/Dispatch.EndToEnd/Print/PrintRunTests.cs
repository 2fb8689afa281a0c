using System.Diagnostics;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.CrashHost;
using Dispatch.EndToEnd.Runs;
using Dispatch.Tests.Servers.Cups;

namespace Dispatch.EndToEnd.Print;

/// <summary>
/// A run of letters alone through a real CUPS, by the engine as an operator serves it: complete, sorted for the post over all its print batches, each letter
/// once. 200 letters; with <c>DISPATCH_LONG=1</c> 5,000.
/// </summary>
public sealed class PrintRunTests : IAsyncLifetime
{
    private const int SubscriptionCount = 150;

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
        var numbers = Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"L-{i:000000}")).ToList();
        var inputs = Directory.CreateDirectory(Path.Combine(_root, "inputs")).FullName;
        foreach (var number in numbers)
            await File.WriteAllTextAsync(Path.Combine(inputs, $"{number}.xml"), CrashUtility.Ubl(number, SubscriptionOf(number)), TestContext.Current.CancellationToken);
        await using var engine = await ServedEngine.StartAsync(
            _root,
            ("Print__Printers__hall__Uri", _cups!.Uri()),
            ("Print__Printers__hall__BatchSize", batchSize.ToString(CultureInfo.InvariantCulture)),
            ("Print__DefaultPrinter", "hall"),
            ("Print__PollPeriod", "00:00:01"));
        for (var i = 0; i < SubscriptionCount; i++)
            Assert.True((await engine.Connection.Client.Subscription(new SubscriptionId(CrashUtility.Biller.Id, KeyOf(i))).PutAsync(Subscription(i))).IsAccepted);

        var begunAt = Stopwatch.GetTimestamp();
        using var command = engine.Command("run", "start", inputs, "--run", "letters", "--yes", "--json", "--wait", "10m");
        Assert.True(await command.WaitAsync() == 0, $"{string.Join('\n', File.ReadLines(engine.CommandLog).TakeLast(20))}");
        var took = Stopwatch.GetElapsedTime(begunAt);

        var files = _cups.Printed();
        Assert.Equal(Enumerable.Range(1, count / batchSize).Select(n => $"letters~hall~{n}"), files.Select(file => file.JobName).OrderBy(NumberOf));
        var letters = files.OrderBy(file => NumberOf(file.JobName)).SelectMany(PrintedLetters.Read).ToList();
        Assert.Equal(numbers, letters.Select(letter => letter.Number).Order(StringComparer.Ordinal));
        var postcodes = letters.Select(letter => PostalCodeOf(IndexOf(letter.Number))).ToList();
        Assert.Equal(postcodes.Order(StringComparer.Ordinal), postcodes);
        var counts = await engine.Connection.Client.Catalog.CountAsync("letters");
        Assert.Equal((DispatchState.Delivered, (long)count), (Assert.Single(counts).State, counts[0].Count));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{count} letters in {files.Count} print batches through CUPS: {took.TotalSeconds:0.0} s, peak memory of the engine {PeakMemory.Of(engine.Id) / 1e6:0} MB"));
    }

    private static int NumberOf(string batch) => int.Parse(batch[(batch.LastIndexOf('~') + 1)..], CultureInfo.InvariantCulture);

    private static int IndexOf(string number) => int.Parse(number[2..], CultureInfo.InvariantCulture) % SubscriptionCount;

    private static string SubscriptionOf(string number) => KeyOf(IndexOf(number));

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"P{index:000}");

    // Scattered, so that the order of the inputs is not the order of the post.
    private static string PostalCodeOf(int index) => string.Create(CultureInfo.InvariantCulture, $"{1000 + (index * 7919 % 8999)}");

    private static Subscription Subscription(int index) => CrashUtility.Of(KeyOf(index), "unused@customers.example", CrashUtility.Definition("d1", DispatchKind.Post)) with
    {
        ContractingParty = new Party
        {
            Name = $"Kunde {index}",
            Address = new PartyAddress { Street = "Dorfstrasse", BuildingNumber = index.ToString(CultureInfo.InvariantCulture), PostalCode = PostalCodeOf(index), City = "Musterwil", Country = "CH" },
        },
    };
}
