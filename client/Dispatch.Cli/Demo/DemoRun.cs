using Dispatch.Abstractions;
using Dispatch.Cli.Billers;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Cli.Runs;
using Dispatch.Cli.Subscriptions;
using Dispatch.Client;
using Dispatch.Silo.Hosting;

namespace Dispatch.Cli.Demo;

/// <summary>Sends the sample utility's month out: mail over SMTP to a server of its own, letters into a spool folder that is away for a second.</summary>
internal sealed class DemoRun(CommandContext context, DemoFolder folder)
{
    private const string Run = "demo";
    private const string Requester = "demo";
    private static readonly TimeSpan _wait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _outage = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _poll = TimeSpan.FromMilliseconds(100);

    private readonly Terminal _terminal = context.Terminal;

    /// <summary>Runs it.</summary>
    public async Task<ExitCode> RunAsync()
    {
        SayFolder();
        SampleUtility.WriteTo(folder.Sample);
        await using var relay = await DemoSmtpServer.StartAsync(folder.Email, SampleUtility.DeferredRecipients);
        await using var host = await EngineAccess.StartHostAsync(Settings(relay), context.Stopping);
        var client = new DispatchClient(host.Grains);
        await ImportAsync(client);

        using var files = RunFiles.Resolve(Path.Combine(folder.Sample, "invoices"), context.Stopping);
        var feed = new RunFeed(files.Files.Count);
        using var outage = SpoolOutage.Begin(Path.Combine(folder.Print, "default"));
        await FinalizeAsync(new RunSession(context, client, feed), files, outage);

        var summary = await DemoSummary.ReadAsync(client, feed.Seen, relay, folder, context.Stopping);
        summary.Print(_terminal, relay, outage);
        SayNext(summary);
        SayFolder();
        if (summary.Mismatches.Count == 0)
            return ExitCode.Done;

        var ended = RunExits.Of(feed.Seen);
        return ended == ExitCode.Done ? ExitCode.InternalError : ended;
    }

    private HostSettings Settings(DemoSmtpServer relay) => EngineAccess.Settings(context.Engine with { DataFolder = folder.Path }) with
    {
        Overrides = new Dictionary<string, string?>
        {
            ["Email:Host"] = relay.Endpoint.Address.ToString(),
            ["Email:Port"] = relay.Endpoint.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Email:Security"] = "None",
            ["Email:Retry:FirstDelay"] = "00:00:01",
            ["Email:Retry:MaxDelay"] = "00:00:05",
            ["Print:Retry:FirstDelay"] = "00:00:01",
            ["Print:Retry:MaxDelay"] = "00:00:05",
        },
    };

    private async Task ImportAsync(DispatchClient client)
    {
        var ended = await BillerCommands.ImportAsync(context, client, Path.Combine(folder.Sample, "biller.jsonl"));
        if (ended == ExitCode.Done)
            ended = await SubscriptionCommands.ImportAsync(context, client, Path.Combine(folder.Sample, "subscriptions.jsonl"));
        if (ended != ExitCode.Done)
            throw new CommandException(ended, new CliError("demo", "The sample utility was not imported.") { Mend = "See the errors above." });
    }

    private async Task FinalizeAsync(RunSession session, RunFiles files, SpoolOutage outage)
    {
        var (client, feed) = (session.Client, session.Feed);
        var opening = new RunOpening(client, files, feed);
        await session.OpenAsync(opening, Run, new FinalizeInvoiceRequest { RequestedBy = Requester });
        await session.CheckAsync(opening);

        feed.View = (await client.Run(Run).ConfirmAsync(printer: null, Requester)).ViewOrThrow();
        var ending = EndOutageAsync(feed, outage);
        await session.ShowAsync(session.Follower.UntilSettledAsync(_wait, context.Stopping));
        await session.Refusals.ReportAsync(feed.Seen, context.Stopping);
        await ending;
    }

    /// <summary>Ends the outage a second after the first letter was deferred, or after ten seconds.</summary>
    private async Task EndOutageAsync(RunFeed feed, SpoolOutage outage)
    {
        var startedAt = context.Clock.GetTimestamp();
        while (!feed.Seen.Counts().Any(count => count is { Kind: DispatchKind.Post, State: DispatchState.Deferred }) && context.Clock.GetElapsedTime(startedAt) < 10 * _outage)
            await Task.Delay(_poll, context.Clock, context.Stopping);
        await Task.Delay(_outage, context.Clock, context.Stopping);
        outage.Dispose();
    }

    private void SayFolder()
    {
        if (_terminal.IsJson)
            _terminal.WriteJson(new { Type = "demo", Folder = folder.Path });
        else
            _terminal.WriteLine($"Demo folder: {folder.Path}");
    }

    private void SayNext(DemoSummary summary)
    {
        if (_terminal.IsJson)
            return;

        var program = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dispatchctl"
            ? Environment.ProcessPath
            : $"dotnet {Path.Combine(AppContext.BaseDirectory, "dispatchctl.dll")}";
        _terminal.WriteLine("");
        _terminal.WriteLine("Where things are:");
        _terminal.WriteFacts(
            ("  sample/", "the utility's files: biller, subscriptions, invoices in UBL"),
            ("  email/", "what the mail server took, as .eml"),
            ("  print/default/", "the letters, as PDF, and index.jsonl"),
            ("  documents/", "every document by its SHA-256"),
            ("  dispatch.db", "every invoice, dispatch and attempt"));
        _terminal.WriteLine("");
        _terminal.WriteLine("What to try next:");
        foreach (var command in summary.NextCommands(folder))
            _terminal.WriteLine($"  {program} {command} --data {folder.Path}");
        _terminal.WriteLine("");
    }
}
