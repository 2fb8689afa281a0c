using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Servers.Fixtures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>The real embedded engine on a folder that is gone after the test, impatient so that retries come within a test's time.</summary>
internal sealed class TestEngine : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _settings = new() { ["Host:RecoveryPeriod"] = "00:00:00.1", ["Host:DrainTimeout"] = "00:00:05" };
    private Action<IServiceCollection>? _configure;
    private DispatchHost? _host;

    private TestEngine(IReadOnlyList<IDispatchChannel> channels) => Channels = channels;

    /// <summary>What the next start sends through.</summary>
    public IReadOnlyList<IDispatchChannel> Channels { get; set; }

    public DispatchHost Host => _host!;

    public DispatchClient Client => new(Host.Grains);

    public string Folder => _folder.Path;

    /// <summary>Starts one with scripted channels, or with pickup and spool folders where none are given.</summary>
    public static Task<TestEngine> StartAsync(params IDispatchChannel[] channels) => StartAsync(configure: null, settings: [], channels);

    public static async Task<TestEngine> StartAsync(
        Action<IServiceCollection>? configure, (string Key, string Value)[] settings, params IDispatchChannel[] channels)
    {
        var engine = new TestEngine(channels) { _configure = configure };
        foreach (var (key, value) in settings)
            engine._settings[key] = value;
        await engine.StartHostAsync();
        return engine;
    }

    /// <summary>Starts one whose biller and subscription exist.</summary>
    public static async Task<TestEngine> StartWithAsync(DispatchDefinition[] definitions, params IDispatchChannel[] channels)
    {
        var engine = await StartAsync(channels);
        await engine.ImportAsync(definitions);
        return engine;
    }

    public HostSettings Settings(bool isReadOnly = false, string? traceFile = null) =>
        new() { DataFolder = Folder, Overrides = _settings, IsReadOnly = isReadOnly, TraceFile = traceFile };

    public async Task StartHostAsync(string? traceFile = null) => _host = await DispatchHost.StartAsync(Settings(traceFile: traceFile), Configure, TestContext.Current.CancellationToken);

    public async Task StopHostAsync()
    {
        if (_host is { } host)
            await host.DisposeAsync();
        _host = null;
    }

    public async Task ImportAsync(params DispatchDefinition[] definitions)
    {
        Assert.Empty(await Client.Biller(TestSubscriptions.BillerId).PutAsync(TestSubscriptions.Biller()));
        var subscription = TestSubscriptions.Of(definitions);
        Assert.Empty((await Client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number)).PutAsync(subscription)).Errors);
    }

    /// <summary>Finalizes an invoice that must be accepted. On a machine that is very busy the client may have had to ask twice.</summary>
    public async Task<InvoiceView> FinalizeAsync(string number, params (string Piece, string Replacement)[] changes) => await AnswerAsync(TestInvoices.Request(number, changes)) switch
    {
        FinalizeAnswer.Repeated repeated => repeated.Invoice,
        var answer => Assert.IsType<FinalizeAnswer.Accepted>(answer).Invoice,
    };

    public Task<FinalizeAnswer> AnswerAsync(FinalizeInvoiceRequest request) => Client.FinalizeAsync(request, TestContext.Current.CancellationToken);

    /// <summary>A document that must be there.</summary>
    public async Task<byte[]> ReadAsync(ContentHash document)
    {
        var content = await Client.ReadDocumentAsync(document, TestContext.Current.CancellationToken);
        Assert.NotNull(content);
        return content;
    }

    /// <summary>The invoice as soon as it is as it should be; fails when that takes too long.</summary>
    public async Task<InvoiceView> WaitAsync(InvoiceView invoice, Func<InvoiceView, bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var subscription = Client.Subscription(new SubscriptionId(invoice.Biller, invoice.Subscription));
        var current = await subscription.GetInvoiceAsync(invoice.Number);
        while (!isReached(current!))
        {
            Assert.False(patience.IsCancellationRequested, $"{current!.Number}: {string.Join(", ", current.Dispatches.Select(dispatch => $"{dispatch.Definition} {dispatch.State} {dispatch.Reason} after {dispatch.Attempts.Count}"))}");
            current = await subscription.WaitForChangeAsync(invoice.Number, current!.Stamp, TimeSpan.FromSeconds(1));
        }

        return current!;
    }

    /// <summary>Ends when something is as it should be that no invoice tells; fails when that takes too long.</summary>
    public async Task UntilAsync(Func<Task<bool>> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await isReached())
            await tick.WaitForNextTickAsync(patience.Token);
    }

    public Task UntilAsync(Func<bool> isReached) => UntilAsync(() => Task.FromResult(isReached()));

    public async Task<InvoiceView> SettleAsync(InvoiceView invoice) => await WaitAsync(invoice, view => view.State != InvoiceState.InProgress);

    public async ValueTask DisposeAsync()
    {
        await StopHostAsync();
        _folder.Dispose();
    }

    private void Configure(IServiceCollection services)
    {
        if (Channels.Count > 0)
            services.RemoveAll<IDispatchChannel>();
        foreach (var channel in Channels)
            services.AddSingleton(channel);
        _configure?.Invoke(services);
    }
}
