using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Tests.Grains.Engine;
using Dispatch.Tests.Grains.Runs;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>The real engine with scripted printers <c>hall</c> and <c>cellar</c>, its stores watched, and the run <c>run-a</c> whose letters go to <c>hall</c>.</summary>
internal sealed class PrintBatchDesk : IAsyncDisposable
{
    public const string First = "run-a~hall~1";

    public static readonly AttemptOutcome OutOfPaper = new AttemptOutcome.Deferred(ReasonCode.MediaMissing, "0x0506");
    public static readonly AttemptOutcome Lost = new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost);

    public ScriptedPrinter Printer { get; } = new("hall", "cellar");

    public WatchedStore<IPrintBatchStore> Batches { get; } = new();

    public WatchedStore<IDispatchStore> Dispatches { get; } = new();

    public TestEngine Engine { get; private set; } = null!;

    public IPrintBatchGrain Batch => BatchOf(First);

    public ISubscriptionGrain Subscription => Engine.Client.Subscription(new SubscriptionId(BillerId, Of().Number));

    /// <summary>Starts it; the first attempts at batches of <c>hall</c> end in this order, later ones and those of <c>cellar</c> are printed.</summary>
    public static async Task<PrintBatchDesk> OpenAsync(params AttemptOutcome[] outcomes)
    {
        var desk = new PrintBatchDesk();
        desk.Printer.OnBatch = (batch, _) => ScriptedPrinter.Answer(
            batch.Printer == "hall" && batch.Attempt <= outcomes.Length ? outcomes[batch.Attempt - 1] : ScriptedPrinter.Printed);
        desk.Engine = await TestEngine.StartAsync(
            services =>
            {
                desk.Batches.AddTo(services);
                desk.Dispatches.AddTo(services);
            },
            [("Print:GatherPeriod", "00:00:00")], desk.Printer);
        await desk.Engine.ImportAsync(ByPost("paper", printer: "hall"));
        return desk;
    }

    /// <summary>Makes a run definitive.</summary>
    public async Task<IBillingRunGrain> FinalizeAsync(int count)
    {
        var run = await Engine.StageAsync(TestRuns.Inputs(count));
        await run.CheckedAsync();
        Assert.Null((await run.ConfirmAsync(null, "billing")).Error);
        return run;
    }

    public IPrintBatchGrain BatchOf(string id) => Engine.Host.Grains.GetGrain<IPrintBatchGrain>(id);

    public async Task<PrintBatchView> ShowAsync() => (await Batch.GetAsync())!;

    /// <summary>The letter of an invoice; none as long as the invoice is not definitive.</summary>
    public async Task<DispatchView?> LetterAsync(string number) => (await Engine.Client.Catalog.FindInvoicesAsync(number, null)).SingleOrDefault()?.Dispatches[0];

    public async Task<IDispatchGrain> GrainOfAsync(string number) => Engine.Client.Dispatch((await LetterAsync(number))!);

    public Task UntilAsync(string number, DispatchState state, ReasonCode? reason = null) =>
        Engine.UntilAsync(async () => await LetterAsync(number) is { } letter && letter.State == state && (reason is null || letter.Reason == reason));

    public Task UntilBatchAsync(DispatchState state, string id = First) =>
        Engine.UntilAsync(async () => await BatchOf(id).GetAsync() is { } batch && batch.State == state);

    /// <summary>Holds the first batch, whose first attempt found no paper, with all its letters.</summary>
    public async Task HoldBatchAsync(params string[] numbers)
    {
        await Printer.NextAsync();
        Assert.Null((await Batch.HoldAsync("paper", "anna")).Error);
        foreach (var number in numbers)
            await UntilAsync(number, DispatchState.Held, ReasonCode.BatchHeld);
    }

    public ValueTask DisposeAsync() => Engine.DisposeAsync();
}
