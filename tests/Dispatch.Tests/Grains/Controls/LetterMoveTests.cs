using Dispatch.Abstractions;
using Dispatch.Tests.Grains.Engine;
using Dispatch.Tests.Grains.Runs;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Controls;

/// <summary>A printer breaks: what waits for it is printed by another one, once.</summary>
[Collection("engine")]
public sealed class LetterMoveTests
{
    private readonly ScriptedChannel _hall = new(DispatchKind.Post, "hall") { SlotCount = 2 };
    private readonly ScriptedChannel _annex = new(DispatchKind.Post, "annex");

    [Fact]
    public async Task Move_LettersOfAPausedPrinter_ArePrintedByTheOtherOnce()
    {
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter", printer: "hall")], _hall, _annex);
        Assert.Null(await engine.Client.Channels.PauseAsync(DispatchKind.Post, "hall", "toner", "anna"));
        var letters = await FinalizeAsync(engine, 5);

        var moved = await engine.Client.Channels.MoveLettersAsync("hall", "annex", run: null, "toner", "anna");
        var again = await engine.Client.Channels.MoveLettersAsync("hall", "annex", run: null, "toner", "anna");

        Assert.Equal((new MoveAnswer(5, 0, 0, IsComplete: true), new MoveAnswer(0, 0, 0, IsComplete: true)), (moved, again));
        foreach (var letter in letters)
        {
            var dispatch = Assert.Single((await engine.SettleAsync(letter)).Dispatches);
            Assert.Equal((DispatchState.Delivered, "annex", 1), (dispatch.State, dispatch.Destination, dispatch.Attempts.Count));
        }

        Assert.Empty(_hall.Sent);
        Assert.Equal(5, _annex.Sent.Count);
    }

    [Fact]
    public async Task Move_LettersOfARun_ArePrintedByTheOtherWithinTheRun()
    {
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter", printer: "hall")], _hall, _annex);
        Assert.Null(await engine.Client.Channels.PauseAsync(DispatchKind.Post, "hall", "toner", "anna"));
        var own = await engine.FinalizeAsync("R-1");
        var run = await engine.StageAsync(TestRuns.Inputs(12));
        await run.CheckedAsync();
        Assert.Null((await run.ConfirmAsync(printer: null, "anna")).Error);
        await run.WaitAsync(view => view.Inputs.Finalized == 12);

        var moved = await engine.Client.Channels.MoveLettersAsync("hall", "annex", "run-a", "toner", "anna");

        Assert.Equal(new MoveAnswer(12, 0, 0, IsComplete: true), moved);
        var lane = Assert.Single((await run.EndedAsync()).Lanes);
        Assert.Equal(("annex", 12L), (lane.Destination, lane.Delivered));
        Assert.Equal(12, _annex.Sent.Count);
        Assert.Equal("hall", Assert.Single((await engine.Client.Catalog.FindInvoicesAsync(own.Name, null))[0].Dispatches).Destination);
    }

    [Fact]
    public async Task Move_AttemptsAreOpen_LeavesThemAndMovesTheOthers()
    {
        var release = new TaskCompletionSource();
        _hall.OnSend = async (_, _) =>
        {
            await release.Task;
            return ScriptedChannel.Delivered;
        };
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter", printer: "hall")], _hall, _annex);
        var letters = await FinalizeAsync(engine, 6);
        await _hall.NextAsync();
        await _hall.NextAsync();

        var moved = await engine.Client.Channels.MoveLettersAsync("hall", "annex", run: null, "toner", "anna");
        release.SetResult();

        Assert.Equal(4, moved.Pending);
        foreach (var letter in letters)
            Assert.Equal(DispatchState.Delivered, Assert.Single((await engine.SettleAsync(letter)).Dispatches).State);
        Assert.Equal((2, 4), (_hall.Sent.Count, _annex.Sent.Count));
        Assert.Equal(6, _hall.Sent.Concat(_annex.Sent).Select(shipment => shipment.Key).Distinct().Count());
    }

    [Fact]
    public async Task Move_WhileThePrinterPrints_PrintsEachLetterOnce()
    {
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter", printer: "hall")], _hall, _annex);
        var finalizing = FinalizeAsync(engine, 60);

        long moved = 0;
        while (!finalizing.IsCompleted)
            moved += (await engine.Client.Channels.MoveLettersAsync("hall", "annex", run: null, "toner", "anna")).Pending;

        foreach (var letter in await finalizing)
            Assert.Single(Assert.Single((await engine.SettleAsync(letter)).Dispatches).Attempts);
        Assert.Equal((60, moved), (_hall.Sent.Count + _annex.Sent.Count, _annex.Sent.Count));
        Assert.Equal(60, _hall.Sent.Concat(_annex.Sent).Select(shipment => shipment.Key).Distinct().Count());
    }

    [Fact]
    public async Task Move_PrinterIsNotConfiguredAnyMore_ReleasesWhatWasHeldForThat()
    {
        _hall.IsUp = false;
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter", printer: "hall")], _hall, _annex);
        var letters = await FinalizeAsync(engine, 3);
        Assert.Equal(DispatchCommandResult.Done, (await engine.Client.Dispatch(letters[2].Dispatches[0]).HoldAsync()).Result);
        await engine.StopHostAsync();
        engine.Channels = [_annex];
        await engine.StartHostAsync();
        foreach (var letter in letters.Take(2))
            await engine.WaitAsync(letter, view => view.Dispatches[0] is { State: DispatchState.Held, Reason: ReasonCode.ChannelUnavailable });

        var moved = await engine.Client.Channels.MoveLettersAsync("hall", "annex", run: null, "gone", "anna");

        Assert.Equal(new MoveAnswer(2, 1, 0, IsComplete: true), moved);
        foreach (var letter in letters.Take(2))
            Assert.Equal(DispatchState.Delivered, (await engine.WaitAsync(letter, view => view.Dispatches[0].State != DispatchState.Held && view.State != InvoiceState.InProgress)).Dispatches[0].State);
        var held = Assert.Single((await engine.Client.Catalog.FindInvoicesAsync(letters[2].Name, null))[0].Dispatches);
        Assert.Equal((DispatchState.Held, "annex"), (held.State, held.Destination));
        await engine.Client.Dispatch(held).RetryAsync();
        await engine.WaitAsync(letters[2], view => view.Dispatches[0].State == DispatchState.Delivered);
        Assert.Equal(3, _annex.Sent.Count);
    }

    [Fact]
    public async Task Move_FallbackThatStandsBy_TakesOverAtTheOtherPrinter()
    {
        var release = new TaskCompletionSource();
        var email = ScriptedChannel.Email();
        email.OnSend = async (_, _) =>
        {
            await release.Task;
            return ScriptedChannel.Refused;
        };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail", fallback: "letter"), ByPost("letter", printer: "hall")], email, _hall, _annex);
        var invoice = await engine.FinalizeAsync("R-1");

        var moved = await engine.Client.Channels.MoveLettersAsync("hall", "annex", run: null, "toner", "anna");
        release.SetResult();

        Assert.Equal(new MoveAnswer(0, 0, 1, IsComplete: true), moved);
        await engine.WaitAsync(invoice, view => view.Dispatches[1] is { State: DispatchState.Delivered, Destination: "annex" });
        Assert.Empty(_hall.Sent);
    }

    [Theory]
    [InlineData("hall", "cellar", null, "toner", "anna", "printer_unknown", "annex, hall")]
    [InlineData("cellar", "annex", null, "toner", "anna", "printer_unknown", "annex, hall")]
    [InlineData("hall", "hall", null, "toner", "anna", "printer_same", "two printers")]
    [InlineData("hall", "annex", "october", "toner", "anna", "run_unknown", "run list")]
    [InlineData("hall", "annex", null, " ", "anna", "reason_invalid", "Say why")]
    [InlineData("hall", "annex", null, "toner", "", "by_invalid", "Give a name")]
    public async Task Move_BadWords_IsRefusedWithWhatIsKnown(string from, string to, string? run, string reason, string by, string code, string mend)
    {
        _hall.IsUp = false;
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter", printer: "hall")], _hall, _annex);
        await FinalizeAsync(engine, 1);

        var answer = await engine.Client.Channels.MoveLettersAsync(from, to, run, reason, by);

        Assert.Equal((code, 0L), (answer.Error!.Code, answer.Pending));
        Assert.Contains(mend, answer.Error.Mend, StringComparison.Ordinal);
    }

    private static async Task<List<InvoiceView>> FinalizeAsync(TestEngine engine, int count)
    {
        var invoices = new List<InvoiceView>();
        for (var i = 0; i < count; i++)
            invoices.Add(await engine.FinalizeAsync($"R-{i}"));
        return invoices;
    }
}
