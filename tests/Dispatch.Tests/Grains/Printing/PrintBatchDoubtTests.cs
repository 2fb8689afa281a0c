using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Tests.Grains.Runs;
using static Dispatch.Tests.Grains.Printing.PrintBatchDesk;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>Batches whose end nobody knows, or whose printer tells nothing: they end all the same, and nothing is forgotten of it.</summary>
[Collection("engine")]
public sealed class PrintBatchDoubtTests
{
    private static readonly AttemptOutcome _taken = new AttemptOutcome.Submitted("12", TimeSpan.FromMilliseconds(20));

    [Fact]
    public async Task Attempt_ItsUnknownEndWasWrittenThoughItSeemedNot_IsOver()
    {
        await using var desk = await OpenAsync(Lost);
        var failures = 0;
        desk.Batches.Instead(nameof(IPrintBatchStore.WriteAsync), (arguments, call) => WriteAsync((PrintBatchRow)arguments[0]!, (Task<long?>)call()!));

        await desk.FinalizeAsync(1);

        await desk.UntilAsync("A-0", DispatchState.Held, ReasonCode.ConnectionLost);
        Assert.Null((await desk.Batch.SettleAsync(isPrinted: true, "seen", "anna")).Error);
        await desk.UntilAsync("A-0", DispatchState.Delivered);

        async Task<long?> WriteAsync(PrintBatchRow row, Task<long?> written)
        {
            var version = await written;
            return row.Progress.State == DispatchState.Held && Interlocked.Increment(ref failures) == 1 ? throw new StorageException("away", isUncertain: true) : version;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Settle_OfASubmittedBatchWhosePrinterTellsNothing_EndsIt(bool isPrinted)
    {
        await using var desk = await OpenAsync(_taken);
        var run = await desk.FinalizeAsync(2);
        await desk.UntilAsync("A-1", DispatchState.Submitted);

        var answer = await desk.Batch.SettleAsync(isPrinted, "looked at the tray", "anna");

        Assert.Null(answer.Error);
        await run.WaitAsync(view => view.State == RunState.Settled);
        Assert.Equal(isPrinted ? 1 : 2, desk.Printer.Sent.Count);
        var letter = (await desk.LetterAsync("A-1"))!;
        Assert.Equal((DispatchState.Delivered, false, isPrinted ? "person" : "ipp"), (letter.State, letter.PossibleDuplicate, letter.Attempts[^1].Proof!.Kind));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Attempt_ItsPrinterIsGone_IsHeldOrSettledByAPerson(bool isServerAway)
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(1);
        await desk.HoldBatchAsync("A-0");
        (desk.Printer.HasServerAway, _) = (isServerAway, desk.Printer.Gone.Add("hall"));
        var row = (await desk.Batches.Real.FindAsync(First, TestContext.Current.CancellationToken))!;
        var died = row.Progress with { State = DispatchState.Sending, AttemptToken = Guid.NewGuid(), Outcome = null, DueAt = DateTimeOffset.UtcNow.AddMinutes(-1) };
        Assert.NotNull(await desk.Batches.Real.WriteAsync(row with { Progress = died }, TestContext.Current.CancellationToken));

        if (isServerAway)
            await UntilAskedAsync(desk);
        else
            await desk.UntilBatchAsync(DispatchState.Held);

        Assert.Equal(isServerAway ? DispatchState.Sending : DispatchState.Held, (await desk.ShowAsync()).State);
        Assert.Null((await desk.Batch.SettleAsync(isPrinted: true, "seen", "anna")).Error);
        Assert.Equal(DispatchState.Delivered, (await desk.ShowAsync()).State);
    }

    [Fact]
    public async Task Command_LettersAreBehind_IsDecidedAfterTheyHaveFollowed()
    {
        await using var desk = await OpenAsync(Lost);
        var isAway = true;
        desk.Dispatches.Instead(nameof(IDispatchStore.WriteAsync), (arguments, call) =>
            Volatile.Read(ref isAway) && ((ProgressWrite)arguments[0]!).Next is { State: DispatchState.Held }
                ? Task.FromException<WriteResult>(new StorageException("away", isUncertain: false))
                : call());
        await desk.FinalizeAsync(1);
        await desk.UntilBatchAsync(DispatchState.Held);

        await Assert.ThrowsAnyAsync<Exception>(() => desk.Batch.CancelAsync("wrong tariff", "anna"));
        Assert.Equal((DispatchState.Held, DispatchState.Sending), ((await desk.ShowAsync()).State, (await desk.LetterAsync("A-0"))!.State));
        Volatile.Write(ref isAway, false);
        Assert.Null((await desk.Batch.CancelAsync("wrong tariff", "anna")).Error);

        var letter = (await desk.LetterAsync("A-0"))!;
        Assert.Equal((DispatchState.Cancelled, OutcomeKind.Unknown), (letter.State, letter.Attempts[^1].Outcome!.Value));
    }

    [Fact]
    public async Task Retry_OfWhatMayHaveBeenPrinted_KeepsTheNumbersOfTheEnvelopes()
    {
        await using var desk = await OpenAsync(Lost);
        var run = await desk.FinalizeAsync(3);
        await run.WaitAsync(view => view.State == RunState.NeedsCare);
        var before = desk.Printer.Sent[0].Batch.Envelopes;
        await (await desk.GrainOfAsync(before[1].Letters[0].Invoice)).CancelAsync();

        Assert.Null((await desk.Batch.RetryAsync("not seen", "anna")).Error);

        await run.WaitAsync(view => view.State == RunState.Settled);
        Assert.Equal([1, 3], desk.Printer.Sent[^1].Batch.Envelopes.Select(envelope => envelope.Number));
        var batch = (await desk.ShowAsync()).Number;
        Assert.Equal(before[2].Letters[0].Dispatch, Assert.Single(await desk.Engine.Client.Catalog.FindByMarkAsync($"A{batch:0000000000}000003001001N00")).Id);
        Assert.Empty(await desk.Engine.Client.Catalog.FindByMarkAsync($"A{batch:0000000000}000002001001N00"));
    }

    [Fact]
    public async Task Poll_OfASubmittedBatch_WritesOneRowAndReadsNoLetters()
    {
        await using var desk = await OpenAsync(_taken);
        var asked = 0;
        desk.Printer.OnAskBatch = batch =>
        {
            Interlocked.Increment(ref asked);
            return new AttemptOutcome.Submitted(batch.Reference!, TimeSpan.FromMilliseconds(20));
        };
        await desk.FinalizeAsync(2);
        await desk.UntilAsync("A-1", DispatchState.Submitted);
        await UntilAskedTwiceAsync();
        var (letters, writes) = (desk.Batches.CountOf(nameof(IPrintBatchStore.ListLettersAsync)), desk.Batches.CountOf(nameof(IPrintBatchStore.WriteAsync)));

        await UntilAskedTwiceAsync();

        Assert.Equal((letters, writes), (desk.Batches.CountOf(nameof(IPrintBatchStore.ListLettersAsync)), desk.Batches.CountOf(nameof(IPrintBatchStore.WriteAsync))));
        desk.Printer.OnAskBatch = _ => ScriptedPrinter.Printed;
        await desk.UntilAsync("A-1", DispatchState.Delivered);

        async Task UntilAskedTwiceAsync()
        {
            var count = Volatile.Read(ref asked);
            await desk.Engine.UntilAsync(() => Volatile.Read(ref asked) >= count + 2);
        }
    }

    private static async Task UntilAskedAsync(PrintBatchDesk desk)
    {
        var count = desk.Printer.AskedCount;
        await desk.Engine.UntilAsync(() => desk.Printer.AskedCount > count + 10);
    }
}
