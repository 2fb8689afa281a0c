using Dispatch.Abstractions;
using Dispatch.Storage.Printing;
using Dispatch.Tests.Grains.Runs;
using static Dispatch.Tests.Grains.Printing.PrintBatchDesk;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>A print server that does not answer when the engine starts, and a printer that is paused in the middle of gathering.</summary>
[Collection("engine")]
public sealed class PrinterAwayTests
{
    [Fact]
    public async Task Batch_ItsPrintServerIsAwayAtTheStart_WaitsAsItIs()
    {
        await using var desk = await OpenAsync(OutOfPaper);
        await desk.FinalizeAsync(2);
        await desk.HoldBatchAsync("A-0", "A-1");
        await LeaveAsync(desk);
        Assert.Null((await desk.Batch.RetryAsync("paper is in", "anna")).Error);

        await UntilAskedAsync(desk);

        Assert.Equal(DispatchState.Pending, (await desk.ShowAsync()).State);
        ComeBack(desk);
        await desk.Engine.Run().WaitAsync(view => view.State == RunState.Settled);
        Assert.Equal(First, desk.Printer.Sent[^1].Batch.Id);
    }

    [Fact]
    public async Task Letters_TheirPrintServerIsAwayAtTheStart_WaitToBeSortedTogether()
    {
        await using var desk = await OpenAsync();
        Assert.Null(await desk.Engine.Client.Channels.PauseAsync(DispatchKind.Post, "hall", "toner", "anna"));
        var run = await desk.FinalizeAsync(4);
        await run.WaitAsync(view => view.Inputs.Finalized == 4);
        await LeaveAsync(desk);
        Assert.Null(await desk.Engine.Client.Channels.ResumeAsync(DispatchKind.Post, "hall", "anna"));

        await UntilAskedAsync(desk);

        Assert.Equal((DispatchState.Pending, null), ((await desk.LetterAsync("A-3"))!.State, (await desk.LetterAsync("A-3"))!.DueAt));
        ComeBack(desk);
        await desk.Engine.Run().WaitAsync(view => view.State == RunState.Settled);
        Assert.Equal((First, 4), (Assert.Single(desk.Printer.Sent).Batch.Id, desk.Printer.Sent[0].Batch.Envelopes.Count));
        Assert.Empty(desk.Printer.Letters);
    }

    [Fact]
    public async Task Gathering_PausedInTheMiddle_MakesNoMoreBatches()
    {
        await using var desk = await OpenAsync();
        desk.Printer.Rule = desk.Printer.Rule with { BatchSize = 2 };
        var creates = 0;
        desk.Batches.Instead(nameof(IPrintBatchStore.CreateAsync), (_, call) => CreateAsync((Func<Task<PrintBatchRow?>>)(() => (Task<PrintBatchRow?>)call()!)));

        var run = await desk.FinalizeAsync(6);
        await desk.Engine.UntilAsync(() => Volatile.Read(ref creates) > 0);
        var rounds = desk.Batches.CountOf(nameof(IPrintBatchStore.CountWaitingAsync));
        await desk.Engine.UntilAsync(() => desk.Batches.CountOf(nameof(IPrintBatchStore.CountWaitingAsync)) > rounds + 2);

        Assert.Equal(1, creates);
        Assert.Null(await desk.Engine.Client.Channels.ResumeAsync(DispatchKind.Post, "hall", "anna"));
        await run.WaitAsync(view => view.State == RunState.Settled);

        async Task<PrintBatchRow?> CreateAsync(Func<Task<PrintBatchRow?>> call)
        {
            if (Interlocked.Increment(ref creates) == 1)
                Assert.Null(await desk.Engine.Client.Channels.PauseAsync(DispatchKind.Post, "hall", "toner", "anna"));
            return await call();
        }
    }

    private static async Task LeaveAsync(PrintBatchDesk desk)
    {
        await desk.Engine.StopHostAsync();
        desk.Printer.HasServerAway = true;
        desk.Printer.Gone.Add("hall");
        await desk.Engine.StartHostAsync();
    }

    private static void ComeBack(PrintBatchDesk desk)
    {
        desk.Printer.Gone.Clear();
        desk.Printer.HasServerAway = false;
    }

    /// <summary>Everybody has looked several times whether the printer is there.</summary>
    private static async Task UntilAskedAsync(PrintBatchDesk desk)
    {
        var count = desk.Printer.AskedCount;
        await desk.Engine.UntilAsync(() => desk.Printer.AskedCount > count + 10);
    }
}
