using System.Reflection;
using System.Text;
using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Client;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>
/// The engine's grains as the command line sees them, in memory. An input file is <c>number|content</c>; content <c>bad</c> is refused.
/// </summary>
internal sealed class FakeEngine
{
    private readonly Dictionary<string, (ContentHash Input, InvoiceView View)> _invoices = [];
    private readonly Lock _lock = new();

    public FakeEngine() => Runs = new FakeRuns(Check, Finalize);

    public FakeRuns Runs { get; }

    public FakeBatches Batches { get; } = new();

    public FakeChannels Channels { get; } = new();

    public DispatchState EndState { get; set; } = DispatchState.Delivered;

    /// <summary>How many of the next checks and previews are answered "not now".</summary>
    public int UnavailableCount { get; set; }

    public IReadOnlyList<PrinterView> Printers { get; set; } = [new("default", "file:print/default", true, 0)];

    public List<FinalizeInvoiceRequest> Finalized { get; } = [];

    public Dictionary<string, Subscription> Subscriptions { get; } = [];

    public IReadOnlyList<AddressCare> AddressCare { get; set; } = [];

    public ReceiptsView Bounces { get; set; } = new() { Source = "bounces" };

    public Dictionary<string, Biller> Billers { get; } = [];

    /// <summary>The hashes of what was uploaded.</summary>
    public HashSet<string> Uploads { get; } = [];

    public int InvoiceCount => _invoices.Count;

    public List<EngineUse> Uses { get; } = [];

    public Task<EngineSession> OpenAsync(EngineOptions options, EngineUse use, CancellationToken cancellationToken)
    {
        Uses.Add(use);
        return Task.FromResult(new EngineSession(new DispatchClient(Stub.Of<IGrainFactory>(GetGrain))));
    }

    private object GetGrain(MethodInfo method, object?[] args)
    {
        var type = method.GetGenericArguments()[0];
        if (type == typeof(ICatalogGrain))
            return Stub.Of<ICatalogGrain>(Catalog);
        if (type == typeof(IBillingRunGrain))
            return Stub.Of<IBillingRunGrain>((called, given) => Runs.Run((string)args[0]!, called, given));
        if (type == typeof(IRunStagingGrain))
            return Stub.Of<IRunStagingGrain>(Runs.Staging);
        if (type == typeof(IChannelGrain))
            return Stub.Of<IChannelGrain>(Channels.Call);
        if (type == typeof(IPrintBatchGrain))
            return Stub.Of<IPrintBatchGrain>((called, given) => Batches.Call((string)args[0]!, called, given));
        if (type == typeof(IReceiptsGrain))
            return Stub.Of<IReceiptsGrain>((_, _) => Task.FromResult(Bounces));
        if (type == typeof(IFinalizationGrain))
            return Stub.Of<IFinalizationGrain>(Finalization);
        if (type == typeof(ISubscriptionGrain))
            return Stub.Of<ISubscriptionGrain>((called, given) => SubscriptionCall((string)args[0]!, called.Name, given));
        if (type == typeof(IBillerGrain))
            return Stub.Of<IBillerGrain>((called, given) => BillerCall((string)args[0]!, called.Name, given));
        if (type == typeof(IDocumentGrain))
            return Stub.Of<IDocumentGrain>((_, given) => Task.FromResult<byte[]?>((long)given[0]! == 0 ? "%PDF-"u8.ToArray() : []));
        if (type == typeof(IUploadGrain) && Uploads.Add((string)args[0]!) is var _)
            return Stub.Of<IUploadGrain>((called, given) => called.Name == nameof(IUploadGrain.AppendAsync) ? Task.FromResult((long)given[0]! + ((ReadOnlyMemory<byte>)given[1]!).Length) : Task.FromResult(true));
        return Stub.Of<IEmailDispatchGrain>((_, _) => Task.FromResult(new DispatchCommandAnswer(DispatchCommandResult.TooLate, EndState, "It has ended.")));
    }

    private object Catalog(MethodInfo method, object?[] args)
    {
        lock (_lock)
        {
            var dispatches = _invoices.Values.SelectMany(invoice => invoice.View.Dispatches).ToList();
            return method.Name switch
            {
                nameof(ICatalogGrain.ListBillersAsync) => Task.FromResult<IReadOnlyList<string>>([.. Billers.Keys.Order(StringComparer.Ordinal)]),
                nameof(ICatalogGrain.ListRunsAsync) => Task.FromResult(Runs.List()),
                nameof(ICatalogGrain.CountUnsettledAsync) => Task.FromResult<IReadOnlyList<StateCount>>([]),
                nameof(ICatalogGrain.FindNextDueAsync) => Task.FromResult<DateTimeOffset?>(null),
                nameof(ICatalogGrain.ListPrintBatchesAsync) => Batches.List((PrintBatchQuery)args[0]!),
                nameof(ICatalogGrain.ListPrintersAsync) => Task.FromResult(Printers),
                nameof(ICatalogGrain.FindInvoicesAsync) => Task.FromResult<IReadOnlyList<InvoiceView>>([.. _invoices.Values.Select(invoice => invoice.View).Where(view => view.Number == (string)args[0]!)]),
                nameof(ICatalogGrain.FindDispatchesAsync) => Task.FromResult<IReadOnlyList<DispatchView>>([.. dispatches.Where(dispatch => dispatch.Id == (string)args[0]!)]),
                nameof(ICatalogGrain.FindSubscriptionsAsync) => Task.FromResult<IReadOnlyList<SubscriptionSummary>>([.. Subscriptions.Values
                    .Where(subscription => subscription.Number == (string)args[0]!)
                    .Select(subscription => new SubscriptionSummary(subscription.Biller, subscription.Number, "", Language.De, 0))]),
                nameof(ICatalogGrain.ListDispatchesAsync) => Task.FromResult(new Page<DispatchView>([.. dispatches.Where(dispatch => ((DispatchQuery)args[0]!).State is not { } state || state == dispatch.State)], null)),
                nameof(ICatalogGrain.CountAsync) => Task.FromResult<IReadOnlyList<StateCount>>([.. dispatches
                    .GroupBy(dispatch => (dispatch.Kind, dispatch.State))
                    .Select(group => new StateCount(group.Key.Kind, "relay", group.Key.State, group.Count(), default))]),
                _ => throw new NotSupportedException(method.Name),
            };
        }
    }

    private object Finalization(MethodInfo method, object?[] args)
    {
        lock (_lock)
        {
            return method.Name switch
            {
                nameof(IFinalizationGrain.CheckManyAsync) => Task.FromResult<IReadOnlyList<PreviewAnswer>>([.. ((IReadOnlyList<FinalizeInvoiceRequest>)args[0]!).Select(CheckOrPutOff)]),
                nameof(IFinalizationGrain.PreviewAsync) => Task.FromResult(CheckOrPutOff((FinalizeInvoiceRequest)args[0]!)),
                nameof(IFinalizationGrain.FinalizeManyAsync) => Task.FromResult<IReadOnlyList<FinalizeAnswer>>([.. ((IReadOnlyList<FinalizeInvoiceRequest>)args[0]!).Select(Finalize)]),
                _ => throw new NotSupportedException(method.Name),
            };
        }
    }

    private PreviewAnswer CheckOrPutOff(FinalizeInvoiceRequest request) =>
        UnavailableCount-- > 0 ? PreviewAnswer.NotNow(TimeSpan.Zero, "The store could not be read now.") : Check(request);

    private PreviewAnswer Check(FinalizeInvoiceRequest request)
    {
        var (number, content) = Parse(request);
        var hash = ContentHash.Of(request.Source.Span);
        if (content == "bad")
            return new PreviewAnswer(null, [new Problem("vatTotal", "BT-110", "1.00", "The VAT total is wrong.", "Correct it.")]);
        if (_invoices.TryGetValue(number, out var before) && before.Input != hash)
            return new PreviewAnswer(null, [new Problem("number_conflict", "BT-1", number, "It was finalized with other content.", "Give it a new number.")]);

        return new PreviewAnswer(
            new PreviewView
            {
                Number = number,
                Biller = "seehalden",
                Subscription = "100001",
                InputHash = hash,
                IsRepeated = _invoices.ContainsKey(number),
                Document = new DocumentView(hash, 5),
                Dispatches = [new PlannedDispatchView { Definition = "d1", Kind = DispatchKind.Post, Destination = "default", Language = Language.De, Recipient = FakeViews.Recipient }],
            },
            []);
    }

    private FinalizeAnswer Finalize(FinalizeInvoiceRequest request)
    {
        if (Check(request) is { Errors: [var error, ..] })
            return error.Code == "number_conflict" ? new FinalizeAnswer.Conflict(error) : new FinalizeAnswer.Refused([error]);

        Finalized.Add(request);
        var (number, _) = Parse(request);
        if (_invoices.TryGetValue(number, out var before))
            return new FinalizeAnswer.Repeated(before.View);
        var view = FakeViews.Invoice(number, EndState, request.RunId);
        _invoices.Add(number, (ContentHash.Of(request.Source.Span), view));
        return new FinalizeAnswer.Accepted(view);
    }

    private static (string Number, string Content) Parse(FinalizeInvoiceRequest request)
    {
        var parts = Encoding.UTF8.GetString(request.Source.Span).Split('|');
        return (parts[0], parts[1]);
    }

    private object SubscriptionCall(string key, string method, object?[] args)
    {
        lock (_lock)
        {
            if (method == nameof(ISubscriptionGrain.PutAsync))
            {
                Subscriptions[key] = (Subscription)args[0]!;
                return Task.FromResult(new SubscriptionAnswer(Subscriptions[key], null, [], []));
            }

            if (method == nameof(ISubscriptionGrain.AddDefinitionAsync))
            {
                var definition = (DispatchDefinition)args[0]!;
                Subscriptions[key] = Subscriptions[key] with { Definitions = [.. Subscriptions[key].Definitions, definition] };
                return Task.FromResult(new SubscriptionAnswer(Subscriptions[key], definition.Id, [], []));
            }

            if (method == nameof(ISubscriptionGrain.ChangeDefinitionAsync))
            {
                var changed = (DispatchDefinition)args[0]!;
                Subscriptions[key] = Subscriptions[key] with { Definitions = [.. Subscriptions[key].Definitions.Select(definition => definition.Id == changed.Id ? changed : definition)] };
                return Task.FromResult(new SubscriptionAnswer(Subscriptions[key], changed.Id, [], []));
            }

            if (method is nameof(ISubscriptionGrain.HoldAsync) or nameof(ISubscriptionGrain.ReleaseAsync))
            {
                var hold = method == nameof(ISubscriptionGrain.HoldAsync) ? new Pause((string)args[0]!, (string)args[1]!, FakeViews.Instant) : null;
                if (hold is { Reason: "" })
                    return Task.FromResult(new SubscriptionAnswer(Subscriptions[key], null, [new Problem("text_missing", "reason", "", "reason is empty.", "Fill it in.")], []));
                Subscriptions[key] = Subscriptions[key] with { Hold = hold };
                return Task.FromResult(new SubscriptionAnswer(Subscriptions[key], null, [], []));
            }

            if (method == nameof(ISubscriptionGrain.GetAddressCareAsync))
                return Task.FromResult(AddressCare);
            return method == nameof(ISubscriptionGrain.GetInvoiceAsync)
                ? Task.FromResult<InvoiceView?>(_invoices[(string)args[0]!].View)
                : Task.FromResult(Subscriptions.GetValueOrDefault(key));
        }
    }

    private object BillerCall(string key, string method, object?[] args)
    {
        lock (_lock)
        {
            if (method != nameof(IBillerGrain.PutAsync))
                return Task.FromResult(Billers.GetValueOrDefault(key));
            Billers[key] = (Biller)args[0]!;
            return Task.FromResult<IReadOnlyList<Problem>>([]);
        }
    }
}
