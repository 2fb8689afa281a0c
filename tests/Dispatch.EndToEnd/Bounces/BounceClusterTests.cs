using System.Globalization;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.CrashHost;
using Dispatch.EndToEnd.Chaos;
using Dispatch.EndToEnd.Runs;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;
using Npgsql;

namespace Dispatch.EndToEnd.Bounces;

/// <summary>
/// Runs on two silos and PostgreSQL through a real Postfix that takes every address and then reports that nobody lives there, into a mailbox that a real
/// Dovecot serves. As soon as a run's reports are being read one of the silos is killed, in turn, so that the reader moves or starts again in their midst.
/// </summary>
public sealed class BounceClusterTests : IDisposable
{
    private const int WaveCount = 4;
    private const int InvoicesInWave = 60;
    private const int SubscriptionCount = 30;

    private const string Bounced = "SELECT count(*) >= {0} FROM dispatch WHERE state = 7";
    private const string Printed = "SELECT count(*) >= {0} FROM dispatch WHERE kind = 1 AND state = 5";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(1);

    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-bounces-").FullName;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Cluster_SilosKilledWhileBouncesAreRead_EachBounceMakesOneLetter()
    {
        SharedPostgres.Require();
        RequiredProgram.Require(PrivatePostfix.Program, "postfix");
        RequiredProgram.Require(PrivateDovecot.Program, "dovecot-imapd");
        await using var postfix = await PrivatePostfix.StartBouncingAsync(Stop);
        await using var dovecot = await PrivateDovecot.StartAsync(postfix.MailRoot, Stop);
        await using var cluster = await ChaosCluster.StartAsync(_root, siloCount: 2, postfix.Port, Settings(dovecot));
        await using var connection = await DispatchConnection.ConnectAsync(cluster.Gateways, ChaosCluster.Id, Stop);
        await ImportAsync(connection.Client);
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);

        for (var wave = 0; wave < WaveCount; wave++)
        {
            await using var client = new RunClient(
                ["--gateway", cluster.Gateways], new Dictionary<string, string> { ["Silo__ClusterId"] = ChaosCluster.Id }, Path.Combine(_root, $"client{wave}.log"));
            var running = client.RunAsync("run", "start", WriteInputs(wave), "--run", $"wave-{wave}", "--yes", "--json", "--wait", "120s");
            await UntilAsync(database, Bounced, (wave * InvoicesInWave) + 1);
            cluster.Silos[wave % 2].Kill(Absence);
            await UntilAsync(database, Bounced, (wave + 1) * InvoicesInWave);
            await UntilAsync(database, Printed, (wave + 1) * InvoicesInWave);
            Assert.Contains(await running, (int[])[0, 9]);    // reports may come before or after the run looks settled
        }

        const int count = WaveCount * InvoicesInWave;
        foreach (var silo in cluster.Silos)
            await silo.UpAsync();
        var invoices = await ListAsync(connection.Client);
        var counts = (await connection.Client.Bounces.GetAsync()).Counts;
        var letters = PrintedDispatches();

        Assert.Equal(count, invoices.Count);
        Assert.All(invoices, invoice => Assert.Equal(
            [("mail", DispatchState.Bounced, (string?)"5.1.1", (string?)null), ("letter", DispatchState.Delivered, null, "mail")],
            invoice.Dispatches.Select(dispatch => (dispatch.Definition, dispatch.State, dispatch.Receipt?.ProtocolCode, dispatch.FallbackFor))));
        Assert.Equal(invoices.Select(invoice => invoice.Dispatches[1].Id).Order(StringComparer.Ordinal), letters.Order(StringComparer.Ordinal));
        Assert.InRange(counts["hard"], count, long.MaxValue);
        Assert.Empty(counts.Keys.Except(["hard"]));
        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"bounces: {cluster.Silos.Sum(silo => silo.KillCount)} silos killed while reports were read; {count} bounced, {letters.Count} letters, {counts["hard"]} reports read, {invoices.Count(invoice => invoice.Dispatches[0].PossibleDuplicate)} e-mails marked"));
    }

    private Dictionary<string, string> Settings(PrivateDovecot dovecot)
    {
        var password = Path.Combine(_root, "password");
        File.WriteAllText(password, PrivateDovecot.Password);
        return new Dictionary<string, string>
        {
            ["Email__Bounces__ReturnPath"] = "bounces@stadtwerke.example",
            ["Email__Bounces__Host"] = "127.0.0.1",
            ["Email__Bounces__Port"] = dovecot.Port.ToString(CultureInfo.InvariantCulture),
            ["Email__Bounces__Security"] = "None",
            ["Email__Bounces__UserName"] = "bounces",
            ["Email__Bounces__PasswordFile"] = password,
        };
    }

    private static async Task ImportAsync(DispatchClient client)
    {
        Assert.Empty(await client.Biller(CrashUtility.Biller.Id).PutAsync(CrashUtility.Biller));
        for (var i = 0; i < SubscriptionCount; i++)
        {
            var subscription = CrashUtility.Of(
                KeyOf(i), $"kunde{i}@kunden.example", CrashUtility.Definition("mail", DispatchKind.Email) with { Fallback = "letter" }, CrashUtility.Definition("letter", DispatchKind.Post));
            Assert.True((await client.Subscription(new SubscriptionId(CrashUtility.Biller.Id, KeyOf(i))).PutAsync(subscription)).IsAccepted);
        }
    }

    private string WriteInputs(int wave)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, $"wave{wave}")).FullName;
        for (var i = 0; i < InvoicesInWave; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"B{wave}-{i:000}");
            File.WriteAllText(Path.Combine(folder, $"{number}.xml"), CrashUtility.Ubl(number, KeyOf(i % SubscriptionCount)));
        }

        return folder;
    }

    private static string KeyOf(int index) => string.Create(CultureInfo.InvariantCulture, $"B{index:000}");

    private static Task UntilAsync(NpgsqlDataSource database, string condition, int count) =>
        database.UntilAsync(string.Format(CultureInfo.InvariantCulture, condition, count), Patience);

    private static async Task<List<InvoiceView>> ListAsync(DispatchClient client)
    {
        var invoices = new List<InvoiceView>();
        for (long? after = 0; after is { } from;)
        {
            var page = await client.Catalog.ListInvoicesAsync(new InvoiceQuery { After = from });
            invoices.AddRange(page.Items);
            after = page.Next;
        }

        return invoices;
    }

    /// <summary>The dispatches whose letters lie in the printer's folder, as its index names them.</summary>
    private List<string> PrintedDispatches()
    {
        var folder = Path.Combine(_root, "data", "print", "default");
        var printed = File.ReadLines(Path.Combine(folder, "index.jsonl")).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("dispatch").GetString()!).ToList();
        Assert.Equal(printed.Count, Directory.GetFiles(folder, "*.pdf").Length);
        return printed;
    }
}
