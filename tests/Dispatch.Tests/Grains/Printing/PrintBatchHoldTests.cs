using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Grains.Runs;
using static Dispatch.Tests.Grains.Printing.PrintBatchDesk;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>Letters that a person, a subscription or a batch holds: held is held, whatever happens to the batch.</summary>
[Collection("engine")]
public sealed class PrintBatchHoldTests
{
    [Fact]
    public async Task Move_OfABatchThatIsRetriedAfterAnUnknownEnd_TakesItsLettersAlongAsPossibleDuplicates()
    {
        await using var desk = await OpenAsync(Lost);
        var run = await desk.FinalizeAsync(2);
        await run.WaitAsync(view => view.State == RunState.NeedsCare);
        Assert.Null(await desk.Engine.Client.Channels.PauseAsync(DispatchKind.Post, "hall", "broken", "anna"));

        Assert.Null((await desk.Batch.RetryAsync("the tray is full", "anna")).Error);
        Assert.Null((await desk.Batch.MoveAsync("cellar", "broken", "anna")).Error);

        await run.WaitAsync(view => view.State == RunState.Settled);
        Assert.Equal(("cellar", 2), (desk.Printer.Sent[^1].Batch.Printer, desk.Printer.Sent[^1].Batch.Envelopes.Count));
        var letter = (await desk.LetterAsync("A-1"))!;
        Assert.Equal((DispatchState.Delivered, true), (letter.State, letter.PossibleDuplicate));
    }

    [Fact]
    public async Task Move_OfABatchWithALetterThatAPersonHolds_LeavesItHeldAtTheOtherPrinter()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");
        await (await desk.GrainOfAsync("A-1")).HoldAsync();

        Assert.Null((await desk.Batch.MoveAsync("cellar", "broken", "anna")).Error);

        await desk.UntilAsync("A-0", DispatchState.Delivered);
        var held = (await desk.LetterAsync("A-1"))!;
        Assert.Equal((DispatchState.Held, null, "cellar", null), (held.State, held.Reason, held.Destination, held.Batch));
        await (await desk.GrainOfAsync("A-1")).RetryAsync();
        await desk.UntilAsync("A-1", DispatchState.Delivered);
    }

    [Fact]
    public async Task Hold_OfALetterInAHeldBatch_OutlastsTheBatch()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(3);
        await desk.HoldBatchAsync("A-0", "A-1", "A-2");

        Assert.Equal(DispatchCommandResult.Done, (await (await desk.GrainOfAsync("A-1")).HoldAsync()).Result);
        Assert.Null((await desk.Batch.RetryAsync("paper is in", "anna")).Error);

        await desk.UntilBatchAsync(DispatchState.Delivered);
        Assert.Equal(["A-0~paper", "A-2~paper"], desk.Printer.Sent[^1].Batch.Envelopes.SelectMany(envelope => envelope.Letters).Select(letter => letter.Dispatch).Order());
        var held = (await desk.LetterAsync("A-1"))!;
        Assert.Equal((DispatchState.Held, null, null), (held.State, held.Reason, held.Batch));
    }

    [Fact]
    public async Task SubscriptionHold_OfLettersInAHeldBatch_OutlastsTheBatch()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");

        await desk.Subscription.HoldAsync("disputed", "anna");
        Assert.Null((await desk.Batch.RetryAsync("paper is in", "anna")).Error);

        await desk.UntilBatchAsync(DispatchState.Cancelled);
        Assert.Single(desk.Printer.Sent);
        Assert.Equal(ReasonCode.SubscriptionHeld, (await desk.LetterAsync("A-1"))!.Reason);
        await desk.Subscription.ReleaseAsync("anna");
        await desk.Engine.UntilAsync(() => desk.Printer.Sent.Count > 1);
        Assert.NotEqual(First, desk.Printer.Sent[^1].Batch.Id);
    }

    [Fact]
    public async Task SubscriptionRelease_OfLettersWhoseBatchIsHeldStill_LeavesThemToTheBatch()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        var run = await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");
        await desk.Subscription.HoldAsync("disputed", "anna");

        await desk.Subscription.ReleaseAsync("anna");

        var letter = (await desk.LetterAsync("A-1"))!;
        Assert.Equal((DispatchState.Held, ReasonCode.BatchHeld, First), (letter.State, letter.Reason, letter.Batch));
        Assert.Null((await desk.Batch.RetryAsync("paper is in", "anna")).Error);
        await run.WaitAsync(view => view.State == RunState.Settled);
        Assert.All(desk.Printer.Sent, sent => Assert.Equal((First, 2), (sent.Batch.Id, sent.Batch.Envelopes.Count)));
    }

    [Fact]
    public async Task Retry_OfALetterThatItsBatchLeftOut_PrintsItThoughThePrinterTakesNoBatchesAnyMore()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");
        await (await desk.GrainOfAsync("A-1")).HoldAsync();
        await desk.Batch.RetryAsync("paper is in", "anna");
        await desk.UntilBatchAsync(DispatchState.Delivered);
        desk.Printer.Singles.Add("hall");

        await (await desk.GrainOfAsync("A-1")).RetryAsync();

        await desk.UntilAsync("A-1", DispatchState.Delivered);
        Assert.Equal("A-1~paper", Assert.Single(desk.Printer.Letters).Name);
    }

    [Fact]
    public async Task Retry_OfALetterInAHeldBatch_PrintsItThoughThePrinterTakesNoBatchesAnyMore()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");
        desk.Printer.Singles.Add("hall");

        await (await desk.GrainOfAsync("A-1")).RetryAsync();

        await desk.UntilAsync("A-1", DispatchState.Delivered);
        Assert.Equal("A-1~paper", Assert.Single(desk.Printer.Letters).Name);
        Assert.Equal(DispatchState.Held, (await desk.ShowAsync()).State);
    }

    [Fact]
    public async Task Cancel_OfABatch_LetsGoWhatAPersonHolds()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");
        await (await desk.GrainOfAsync("A-1")).HoldAsync();

        Assert.Null((await desk.Batch.CancelAsync("wrong tariff", "anna")).Error);

        Assert.Equal((DispatchState.Cancelled, First), ((await desk.LetterAsync("A-0"))!.State, (await desk.LetterAsync("A-0"))!.Batch));
        Assert.Equal((DispatchState.Held, null), ((await desk.LetterAsync("A-1"))!.State, (await desk.LetterAsync("A-1"))!.Batch));
    }

    [Fact]
    public async Task Retry_OfARefusedBatch_LeavesLettersWhosePersonalDataWereRemoved()
    {
        await using var desk = await OpenAsync(new Dispatch.Channels.AttemptOutcome.Refused(ReasonCode.ContentRefused));
        await desk.FinalizeAsync(2);
        await desk.UntilBatchAsync(DispatchState.Refused);
        await desk.UntilAsync("A-0", DispatchState.Refused);
        await desk.UntilAsync("A-1", DispatchState.Refused);
        var tomorrow = DateTimeOffset.UtcNow.AddDays(1);
        Assert.Equal(2, (await desk.Dispatches.Real.EraseAsync(new Erasure(tomorrow, tomorrow, """{"name":""}""", ["attachments"]), 0, TestContext.Current.CancellationToken)).ErasedCount);

        Assert.Null((await desk.Batch.RetryAsync("the printer is mended", "anna")).Error);

        await desk.UntilBatchAsync(DispatchState.Cancelled);
        Assert.Single(desk.Printer.Sent);
        Assert.Equal(DispatchState.Refused, (await desk.LetterAsync("A-1"))!.State);
    }
}
