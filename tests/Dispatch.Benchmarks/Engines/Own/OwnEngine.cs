using System.Diagnostics.Metrics;
using Dispatch.Abstractions;
using Dispatch.Benchmarks.Engines.Measuring;
using Dispatch.Channels;
using Dispatch.Client;
using Dispatch.Documents.Rendering;
using Dispatch.Documents.Ubl;
using Dispatch.Silo.Hosting;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dispatch.Benchmarks.Engines.Own;

/// <summary>
/// This engine as it is shipped, in one process: host, silo, storage, telemetry. Only its ends are cut off: channels that do nothing, a store of documents
/// that keeps none, and ready PDFs, so that nothing is rendered. Dispatches are counted when their outcome is written.
/// </summary>
/// <param name="connectionString">The PostgreSQL; none: SQLite in a folder that is gone afterwards.</param>
/// <param name="subscriptionCount">How many subscriptions share the invoices; none: each invoice has its own, which is not in memory yet.</param>
internal sealed class OwnEngine(string? connectionString, int? subscriptionCount) : IMeasuredEngine
{
    private const int InvoicesPerCall = 200;
    private const int PreparationParallelism = 32;
    private const int InputSampleCount = 2_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dispatch-benchmark-");
    private readonly MeterListener _meters = new();
    private DispatchHost? _host;

    public async Task StartAsync()
    {
        var settings = new HostSettings
        {
            DataFolder = _folder.FullName,
            Overrides = connectionString is null
                ? new Dictionary<string, string?>()
                : new Dictionary<string, string?> { ["Storage:Provider"] = "PostgreSql", ["Storage:ConnectionString"] = connectionString },
        };
        _host = await DispatchHost.StartAsync(settings, CutEnds, CancellationToken.None);
        CountDeliveries();
        RequireNone(await new DispatchClient(_host.Grains).Biller(SampleInvoice.Biller.Id).PutAsync(SampleInvoice.Biller));
    }

    public async Task PrepareAsync(Batch batch)
    {
        var client = new DispatchClient(_host!.Grains);
        await Parallel.ForEachAsync(
            batch.Numbers.Select(SubscriptionOf).Distinct(),
            new ParallelOptions { MaxDegreeOfParallelism = PreparationParallelism },
            async (number, _) =>
            {
                var subscription = SampleInvoice.Subscription(number);
                RequireNone((await client.Subscription(new SubscriptionId(subscription.Biller, number)).PutAsync(subscription)).Errors);
            });
        if (subscriptionCount is null)
            await _host.Grains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
    }

    public Task FinalizeAsync(Batch batch, CancellationToken cancellationToken)
    {
        var client = new DispatchClient(_host!.Grains);
        return batch.FinalizeAsync(
            InvoicesPerCall,
            async numbers =>
            {
                foreach (var answer in await client.FinalizeManyAsync([.. numbers.Select(RequestOf)], CancellationToken.None))
                {
                    if (answer is not FinalizeAnswer.Accepted)
                        throw new InvalidOperationException($"An invoice of the benchmark was not accepted: {answer}");
                }
            },
            cancellationToken);
    }

    public async Task<long> CountSettledAsync() => (await _host!.Services.GetRequiredService<IDispatchStore>().CountAsync())
        .Where(count => count.State == DispatchState.Delivered)
        .Sum(count => count.Count);

    public double? MeasureInput(Batch batch)
    {
        var numbers = batch.Numbers.Take(InputSampleCount).ToList();
        var options = new InvoiceReadOptions();
        var before = CpuClock.OfThisProcess();
        foreach (var number in numbers)
        {
            // As the engine does: the batch entry looks for the subscription's name, the subscription reads the file.
            UblReferences.Skim(SampleInvoice.Ubl(number));
            UblInvoiceReader.Read(SampleInvoice.Ubl(number), options);
            ReadyPdf.Inspect(SampleInvoice.Pdf);
        }

        return (CpuClock.OfThisProcess() - before) / numbers.Count * batch.InvoiceCount;
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        _meters.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void CutEnds(IServiceCollection services)
    {
        services.RemoveAll<IDispatchChannel>();
        services.AddSingleton<IDispatchChannel>(new SinkChannel(DispatchKind.Email, "sink"));
        services.AddSingleton<IDispatchChannel>(new SinkChannel(DispatchKind.Post, "default"));
        services.RemoveAll<IDocumentStore>();
        services.AddSingleton<IDocumentStore, ForgetfulDocumentStore>();
    }

    /// <summary>The engine measures a delivery when its outcome has been written.</summary>
    private void CountDeliveries()
    {
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == "dispatch.delivery.duration")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((_, _, _, _) => Batch.Current.Settle());
        _meters.Start();
    }

    private FinalizeInvoiceRequest RequestOf(string number) => new()
    {
        Source = SampleInvoice.Ubl(number),
        DocumentUpload = SampleInvoice.PdfHash,
        Subscription = SubscriptionOf(number),
        Biller = SampleInvoice.Biller.Id,
        RequestedBy = "benchmark",
    };

    private string SubscriptionOf(string number) => subscriptionCount is { } count
        ? $"S-{int.Parse(number.AsSpan(number.IndexOf('-', StringComparison.Ordinal) + 1), System.Globalization.CultureInfo.InvariantCulture) % count}"
        : $"S-{number}";

    private static void RequireNone(IReadOnlyList<Problem> problems)
    {
        if (problems.Count > 0)
            throw new InvalidOperationException($"The benchmark's own data are refused: {problems[0].Message}");
    }
}
