using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.EndToEnd.Chaos;
using Dispatch.EndToEnd.Runs;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Cups;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.EndToEnd.Print;

/// <summary>
/// The letters of a run on two silos and PostgreSQL, while silos are killed, the database is stopped, and a silo loses its way to it: a real CUPS prints
/// each letter, once, unless it is marked. One seed; with <c>DISPATCH_LONG=1</c> ten. <c>DISPATCH_SEED</c> chooses the first.
/// </summary>
public sealed class PrintClusterTests : IDisposable
{
    private const int SiloCount = 2;
    private const int LetterCount = 240;
    private const int BatchSize = 20;
    private const int FaultCount = 5;
    private const int LongSeedCount = 10;

    private static readonly ChaosFaultKind[] _kinds =
        [ChaosFaultKind.SiloKilled, ChaosFaultKind.SiloKilled, ChaosFaultKind.DatabaseStopped, ChaosFaultKind.ConnectionsDropped, ChaosFaultKind.ConnectionsRefused];

    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-print-cluster-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Cluster_SilosAndDatabaseKilledDuringBatches_EachLetterIsPrintedOnceOrMarked()
    {
        SharedPostgres.Require();
        PrivateCups.Require();
        var firstSeed = LongForm.FirstSeed;
        for (var seed = firstSeed; seed < firstSeed + (LongForm.IsOn ? LongSeedCount : 1); seed++)
        {
            try
            {
                await RunAsync(seed, Directory.CreateDirectory(Path.Combine(_root, $"{seed}")).FullName);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Failed with seed {seed}; repeat it with DISPATCH_SEED={seed}.", e);
            }
        }
    }

    private static async Task RunAsync(int seed, string root)
    {
        var random = new Random(seed);
        await using var cups = await PrivateCups.StartAsync(TestContext.Current.CancellationToken);
        await using var cluster = await ChaosCluster.StartAsync(root, SiloCount, FreePort.Take(), new Dictionary<string, string>
        {
            ["Print__Printers__hall__Uri"] = cups.Uri(),
            ["Print__Printers__hall__BatchSize"] = BatchSize.ToString(CultureInfo.InvariantCulture),
            ["Print__DefaultPrinter"] = "hall",
            ["Print__PollPeriod"] = "00:00:01",
            ["Print__IppTimeout"] = "00:00:08",
        });
        await using var connection = await DispatchConnection.ConnectAsync(cluster.Gateways, ChaosCluster.Id);
        await PrintUtility.ImportAsync(connection.Client);
        var (inputs, numbers) = PrintUtility.WriteInputs(root, LetterCount);
        await using var client = new RunClient(
            ["--gateway", cluster.Gateways], new Dictionary<string, string> { ["Silo__ClusterId"] = ChaosCluster.Id }, Path.Combine(root, "client.log"));

        var running = client.RunAsync("run", "start", inputs, "--run", "letters", "--yes", "--json", "--wait", "120s");
        var faults = FaultsAsync(random, cluster, cups, running);
        var code = await running;
        var told = await faults;
        Assert.True(code == 0, $"The run ended with {code} after {told}: {await DescribeAsync(connection.Client)}");

        var letters = new List<DispatchView>();
        for (long? after = 0; after is { } from;)
        {
            var page = await connection.Client.Catalog.ListDispatchesAsync(new DispatchQuery { Run = "letters", After = from });
            letters.AddRange(page.Items);
            after = page.Next;
        }

        var printed = PrintedLetters.In(cups.Printed());
        Assert.Equal(numbers, letters.Select(letter => letter.Invoice).Order(StringComparer.Ordinal));
        Assert.All(letters, letter => Assert.Equal(DispatchState.Delivered, letter.State));
        Assert.All(letters, letter => Assert.InRange(printed[letter.Invoice].Count(), 1, letter.PossibleDuplicate ? 2 : 1));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"print cluster: seed {seed}: {told}; {letters.Count} letters in {letters.Select(letter => letter.Batch).Distinct().Count()} batches, printed twice {printed.Count(copies => copies.Count() > 1)}, marked {letters.Count(letter => letter.PossibleDuplicate)}"));
    }

    /// <summary>What stands otherwise than delivered.</summary>
    private static async Task<string> DescribeAsync(DispatchClient client)
    {
        var batches = await client.Catalog.ListPrintBatchesAsync(new PrintBatchQuery(Run: "letters"));
        var counts = await client.Catalog.CountAsync("letters");
        return string.Join(", ", counts.Select(count => $"{count.Count} {count.State}")) + "; " + string.Join(", ", batches.Items
            .Where(batch => batch.State != DispatchState.Delivered)
            .Select(batch => $"{batch.Id} {batch.State} {batch.Reason}: {string.Join(" then ", batch.Attempts.Select(attempt => $"{attempt.Outcome} {attempt.Reason} {attempt.ProtocolCode} {attempt.Proof}"))}"));
    }

    /// <summary>Faults from the first printed batch on, or from the first that is under way; the printer is slow, so that they come in the midst.</summary>
    private static async Task<string> FaultsAsync(Random random, ChaosCluster cluster, PrivateCups cups, Task running)
    {
        var told = new List<string>();
        cups.SetJam(isJammed: true);
        await Task.WhenAny(cups.WaitForJamAsync(TestContext.Current.CancellationToken), running);
        for (var i = 0; i < FaultCount && !running.IsCompleted; i++)
        {
            cups.SetJam(isJammed: i % 2 == 1);
            var fault = new ChaosFault(TimeSpan.Zero, _kinds[random.Next(_kinds.Length)], random.Next(SiloCount), TimeSpan.FromSeconds(0.5 + (1.5 * random.NextDouble())));
            told.Add(fault.ToString());
            await cluster.SufferAsync(fault);
        }

        cups.SetJam(isJammed: false);
        return string.Join(", ", told);
    }
}
