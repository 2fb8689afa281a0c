using System.Globalization;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dispatch.CrashHost;

/// <summary>One run of the real engine: imports, finalizes, waits until nothing is open, lists what it shows. Says each step aloud.</summary>
internal sealed class CrashRun(CrashOrder order, TextWriter output)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs until all is settled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var host = await DispatchHost.StartAsync(
            new HostSettings { DataFolder = order.DataFolder, GatewayPort = 0, Overrides = Settings() }, Configure, cancellationToken);
        Say(CrashReport.Ready);

        await ImportAsync(host.Grains);
        await Task.WhenAll(order.Invoices.Select(number => FinalizeAsync(host.Grains, number, cancellationToken)));

        var catalog = host.Grains.GetGrain<ICatalogGrain>(0);
        while ((await catalog.CountAsync(run: null)).Any(count => IsOpen(count.State)))
            await Task.Delay(Pause, cancellationToken);
        await ListAsync(catalog);
    }

    private Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Host:RecoveryPeriod"] = "00:00:00.2",
            ["Email:Retry:FirstDelay"] = "00:00:00.2",
            ["Email:Retry:MaxDelay"] = "00:00:01",
            ["Print:Retry:FirstDelay"] = "00:00:00.2",
            ["Print:Retry:MaxDelay"] = "00:00:01",
        };
        if (order.RelayPort is { } port)
        {
            settings["Email:Host"] = "127.0.0.1";
            settings["Email:Port"] = port.ToString(CultureInfo.InvariantCulture);
            settings["Email:Security"] = "None";
            settings["Email:SlotCount"] = "2";
        }

        if (order.PrinterUri is { } printer)
        {
            settings["Print:Printers:press:Uri"] = printer;
            settings["Print:DefaultPrinter"] = "press";
            settings["Print:GatherPeriod"] = "00:00:00";
            settings["Print:PollPeriod"] = "00:00:01";
        }

        return settings;
    }

    private void Configure(IServiceCollection services) =>
        services.AddLogging(logging => logging.AddProvider(new KillSwitch(order)).AddFilter<KillSwitch>("Dispatch", LogLevel.Debug));

    private static async Task ImportAsync(IGrainFactory grains)
    {
        var problems = await grains.GetGrain<IBillerGrain>(CrashUtility.Biller.Id).PutAsync(CrashUtility.Biller);
        if (problems.Count > 0)
            throw new InvalidOperationException($"The biller is refused: {problems[0].Message}");

        foreach (var subscription in CrashUtility.Subscriptions)
        {
            var key = new SubscriptionId(subscription.Biller, subscription.Number).ToString();
            var answer = await grains.GetGrain<ISubscriptionGrain>(key).PutAsync(subscription);
            if (!answer.IsAccepted)
                throw new InvalidOperationException($"The subscription {subscription.Number} is refused: {answer.Errors[0].Message}");
        }
    }

    private async Task FinalizeAsync(IGrainFactory grains, string number, CancellationToken cancellationToken)
    {
        var request = CrashUtility.RequestOf(number);
        if (order.PrinterUri is not null)
            request = request with { RunId = "crash", Queue = 1 };
        while (true)
        {
            var answer = (await grains.GetGrain<IFinalizationGrain>(0).FinalizeManyAsync([request]))[0];
            switch (answer)
            {
                case FinalizeAnswer.Accepted:
                    Say($"{CrashReport.Accepted} {number}");
                    return;
                case FinalizeAnswer.Repeated:
                    Say($"{CrashReport.Repeated} {number}");
                    return;
                case FinalizeAnswer.Unavailable or FinalizeAnswer.NotStarted:
                    await Task.Delay(Pause, cancellationToken);
                    break;
                default:
                    Say($"{CrashReport.Unexpected} {number} {answer}");
                    return;
            }
        }
    }

    private async Task ListAsync(ICatalogGrain catalog)
    {
        long? after = 0;
        while (after is { } from)
        {
            var page = await catalog.ListInvoicesAsync(new InvoiceQuery { After = from });
            foreach (var invoice in page.Items)
                Say($"{CrashReport.Invoice} {JsonSerializer.Serialize(invoice)}");
            after = page.Next;
        }

        Say(CrashReport.Settled);
    }

    private static bool IsOpen(DispatchState state) =>
        state is DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred or DispatchState.Unknown;

    private void Say(string line)
    {
        lock (output)
        {
            output.WriteLine(line);
            output.Flush();
        }
    }
}
