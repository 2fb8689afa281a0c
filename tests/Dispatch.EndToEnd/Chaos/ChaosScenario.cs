using System.Globalization;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.CrashHost;
using Dispatch.CrashHost.Chaos;
using Dispatch.EndToEnd.Crash;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>A cluster, a client that finalizes at its pace, and what they go through until all is settled and counted.</summary>
internal sealed class ChaosScenario : IAsyncDisposable
{
    private const int LogLineCount = 40;

    private static readonly TimeSpan _answerDelay = TimeSpan.FromSeconds(0.25);

    /// <summary>The longest wait for a step; a healthy one takes seconds, but the machine may be shared.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(3);

    private readonly string _root;
    private readonly CrashRelay _relay;
    private readonly ChaosProcess _client;
    private readonly IReadOnlyList<string> _sent;

    private ChaosScenario(string root, CrashRelay relay, ChaosCluster cluster, ChaosProcess client, IReadOnlyList<string> sent) =>
        (_root, _relay, Cluster, _client, _sent) = (root, relay, cluster, client, sent);

    /// <summary>The cluster.</summary>
    public ChaosCluster Cluster { get; }

    private string ClientLog => Path.Combine(_root, "client.log");

    /// <summary>Starts a cluster and its client; when it returns, the client begins to finalize.</summary>
    /// <param name="siloCount">How many silos.</param>
    /// <param name="invoiceCount">How many invoices the client finalizes.</param>
    /// <param name="batchSize">How many of them in one call.</param>
    /// <param name="pace">The time from one call to the next.</param>
    public static async Task<ChaosScenario> StartAsync(int siloCount, int invoiceCount, int batchSize, TimeSpan pace)
    {
        var root = Directory.CreateTempSubdirectory("dispatch-chaos-").FullName;
        var relay = new CrashRelay(_answerDelay);
        var cluster = await ChaosCluster.StartAsync(root, siloCount, relay.Port).WaitAsync(_patience);
        var sent = Enumerable.Range(0, invoiceCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"R-{number:0000}")).ToList();
        var order = new ChaosOrder { Gateways = cluster.Gateways, ClusterId = ChaosCluster.Id, Invoices = sent, BatchSize = batchSize, Pace = pace };
        var client = new ChaosProcess([ChaosRoles.Client, JsonSerializer.Serialize(order)], new Dictionary<string, string>(), Path.Combine(root, "client.log"));
        var scenario = new ChaosScenario(root, relay, cluster, client, sent);
        await scenario.FollowAsync(CrashReport.Ready);
        return scenario;
    }

    /// <summary>Goes through faults, each at its time.</summary>
    public Task SufferAsync(IReadOnlyList<ChaosFault> faults) => Task.WhenAll(faults.Select(async fault =>
    {
        await Task.Delay(fault.At);
        await Cluster.SufferAsync(fault);
    }));

    /// <summary>Waits until every invoice is answered, all silos that shall live are up and nothing is open; stops the silos and checks the ledger.</summary>
    public async Task<CrashFigures> SettleAsync()
    {
        await FollowAsync(ChaosReport.Finalized);
        await WaitAsync(Task.WhenAll(Living.Select(silo => silo.UpAsync())), "all silos are up");
        _client.GoOn();
        await FollowAsync(CrashReport.Settled);
        var faults = new List<string>();
        foreach (var silo in Living.ToList())
        {
            if (await silo.StopAsync() is var code and not 0)
                faults.Add($"a silo that was asked to terminate ended with {code}");
        }

        await _relay.DrainAsync();
        var ledger = new ChaosLedger(
            Said<InvoiceView>(CrashReport.Invoice),
            [.. Said<InvoiceView>(CrashReport.Accepted), .. Said<InvoiceView>(CrashReport.Repeated)],
            Said<List<StateCount>>(ChaosReport.Counts).Single(),
            new CrashSinks(_root, _relay));
        faults.AddRange(Texts(CrashReport.Unexpected).Select(answer => $"answered: {answer}"));
        faults.AddRange(ledger.FindFaults(_sent));
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults)}\n{Logs()}");
        return ledger.Figures with { Kills = Cluster.Silos.Sum(silo => silo.KillCount) };
    }

    /// <summary>How long the client's slowest call took, all repetitions together.</summary>
    public TimeSpan SlowestCall => TimeSpan.Parse(Texts(ChaosReport.Slowest).Single(), CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Send(ProcessSignal.Kill);
        await _client.WaitAsync();
        _client.Dispose();
        await Cluster.DisposeAsync();
        await _relay.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private IEnumerable<SupervisedSilo> Living => Cluster.Silos.Where(silo => !silo.IsGone);

    private IEnumerable<string> Texts(string word) =>
        _client.Lines.Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..]);

    private List<T> Said<T>(string word) => [.. Texts(word).Select(json => JsonSerializer.Deserialize<T>(json)!)];

    private async Task FollowAsync(string word)
    {
        var says = _client.SaysAsync(word);
        await WaitAsync(says, $"the client says '{word}'");
        Assert.True(await says, $"The client ended before it said '{word}'.\n{Logs()}");
    }

    private async Task WaitAsync(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(_patience)) != task)
            Assert.Fail($"Waited {_patience} until {what}.\n{Logs()}");
        await task;
    }

    private string Logs() => string.Join('\n', Cluster.Silos.Select(silo => silo.LogFile).Append(ClientLog)
        .Where(File.Exists)
        .SelectMany(file => File.ReadLines(file).TakeLast(LogLineCount).Prepend($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)}:")));
}
