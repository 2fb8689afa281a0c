// Long because all that can happen to a batch stands in one place, which each database inherits.
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Tests.Grains.Engine;
using Dispatch.Tests.Grains.Runs;
using UglyToad.PdfPig;
using static Dispatch.Tests.Grains.Printing.ScriptedPrinter;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>The letters of runs on the real engine, printers scripted. Each database's tests inherit it.</summary>
public abstract class PrintBatchTests
{
    private const string First = "run-a~hall~1";

    private static readonly AttemptOutcome _outOfPaper = new AttemptOutcome.Deferred(ReasonCode.MediaMissing, "0x0506");
    private static readonly AttemptOutcome _lost = new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ConnectionLost);

    [Fact]
    public async Task Run_ItsLetters_GoAsOneJobWithEachInvoiceOnce()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);

        var run = await FinalizeAsync(engine, 7);

        var view = await run.EndedAsync();
        Assert.Equal(RunState.Settled, view.State);
        var (batch, pdf) = Assert.Single(printer.Sent);
        Assert.Equal((First, "hall", "run-a", 1, true, false), (batch.Id, batch.Printer, batch.Run, batch.Attempt, batch.IsDuplex, batch.IsReprint));
        Assert.Equal(Enumerable.Range(1, 7), batch.Envelopes.Select(envelope => envelope.Number));
        Assert.Equal(Enumerable.Range(0, 7).Select(i => $"A-{i}~paper"), batch.Envelopes.SelectMany(envelope => envelope.Letters).Select(letter => letter.Dispatch).Order());
        Assert.Equal(7, batch.LinkedTraces.Select(trace => trace.TraceId).Distinct().Count());
        using var read = PdfDocument.Open(pdf);
        Assert.Equal((batch.PageCount, batch.Bytes), (read.NumberOfPages, pdf.Length));
        foreach (var envelope in batch.Envelopes)
            Assert.Contains(Assert.Single(envelope.Letters).Invoice, read.GetPage(envelope.FirstPage).Text, StringComparison.Ordinal);

        var letter = Assert.Single((await ShowAsync(engine, "A-3")).Dispatches);
        Assert.Equal((DispatchState.Delivered, "ipp"), (letter.State, Assert.Single(letter.Attempts).Proof!.Kind));
        Assert.Empty(printer.Letters);
        var shown = await BatchOf(engine).GetAsync();
        Assert.Equal((DispatchState.Delivered, 7, 7), (shown!.State, shown.LetterCount, shown.EnvelopeCount));
        Assert.Equal([First], (await engine.Client.Catalog.ListPrintBatchesAsync(new PrintBatchQuery(Run: "run-a", Printer: "hall"))).Items.Select(item => item.Id));
    }

    [Fact]
    public async Task Run_MoreThanABatch_IsSplitAndSortedOverAll()
    {
        var printer = new ScriptedPrinter("hall") { Rule = new BatchRule(3, IsDuplex: false, []) };
        await using var engine = await StartAsync(printer);

        await (await FinalizeAsync(engine, 8)).EndedAsync();

        Assert.Equal([3, 3, 2], printer.Sent.OrderBy(sent => sent.Batch.Id).Select(sent => sent.Batch.Envelopes.Count));
        Assert.Equal(8, printer.Sent.SelectMany(sent => sent.Batch.Envelopes).SelectMany(envelope => envelope.Letters).Select(letter => letter.Dispatch).Distinct().Count());
    }

    [Fact]
    public async Task Letter_OfAnInvoiceOfItsOwn_GoesAtOnceByItself()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);

        var invoice = await engine.SettleAsync(await engine.FinalizeAsync("B-1"));

        Assert.Equal(DispatchState.Delivered, Assert.Single(invoice.Dispatches).State);
        Assert.Equal("B-1~paper", Assert.Single(printer.Letters).Name);
        Assert.Empty(printer.Sent);
    }

    [Fact]
    public async Task Batch_Deferred_IsPrintedLaterWithTheSameLetters()
    {
        var printer = new ScriptedPrinter("hall").Answering(_outOfPaper, _outOfPaper);
        await using var engine = await StartAsync(printer);

        await (await FinalizeAsync(engine, 3)).EndedAsync();

        Assert.Equal([1, 2, 3], printer.Sent.Select(sent => sent.Batch.Attempt));
        Assert.Equal(printer.Sent[0].Pdf, printer.Sent[2].Pdf);
        var letter = Assert.Single((await ShowAsync(engine, "A-1")).Dispatches);
        Assert.Equal([OutcomeKind.Deferred, OutcomeKind.Deferred, OutcomeKind.Delivered], letter.Attempts.Select(attempt => attempt.Outcome!.Value));
        Assert.Equal((ReasonCode.MediaMissing, "0x0506"), (letter.Attempts[0].Reason!.Value, letter.Attempts[0].ProtocolCode));
        Assert.False(letter.PossibleDuplicate);
    }

    [Fact]
    public async Task Batch_Submitted_IsAskedUntilItIsDone()
    {
        var asked = 0;
        var printer = new ScriptedPrinter("hall") { OnBatch = (_, _) => Answer(new AttemptOutcome.Submitted("12", TimeSpan.FromMilliseconds(50))) };
        printer.OnAskBatch = batch =>
        {
            Assert.Equal([1, 2], batch.EnvelopeNumbers);
            return ++asked < 3 ? new AttemptOutcome.Submitted(batch.Reference!, TimeSpan.FromMilliseconds(50)) : Printed;
        };
        await using var engine = await StartAsync(printer);

        await (await FinalizeAsync(engine, 2)).EndedAsync();

        Assert.Single(printer.Sent);
        Assert.Equal(3, asked);
        Assert.Equal(DispatchState.Delivered, Assert.Single((await ShowAsync(engine, "A-0")).Dispatches).State);
    }

    [Fact]
    public async Task Batch_RecordsTheJob_BeforeItsContent()
    {
        PrintBatchView? during = null;
        TestEngine? engine = null;
        var printer = new ScriptedPrinter("hall");
        printer.OnBatch = async (batch, cancellationToken) =>
        {
            await batch.RecordReferenceAsync("4711", cancellationToken);
            during = (await engine!.Client.Catalog.ListPrintBatchesAsync(new PrintBatchQuery())).Items.Single();
            return Printed;
        };
        engine = await StartAsync(printer);
        await using var _ = engine;

        await (await FinalizeAsync(engine, 1)).EndedAsync();

        Assert.Equal((DispatchState.Sending, "reference", "4711"), (during!.State, during.Attempts[^1].Proof!.Kind, during.Attempts[^1].Proof!.Value));
    }

    [Theory]
    [InlineData("printed")]
    [InlineData("not printed")]
    [InlineData("again")]
    public async Task Batch_NobodyKnows_IsHeldUntilAPersonSettlesIt(string decision)
    {
        var printer = new ScriptedPrinter("hall").Answering(_lost);
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 2);
        await run.WaitAsync(view => view.State == RunState.NeedsCare);
        Assert.Equal((DispatchState.Held, ReasonCode.ConnectionLost), await StateAsync(engine, "A-0"));

        var answer = decision == "again"
            ? await BatchOf(engine).RetryAsync("not seen", "anna")
            : await BatchOf(engine).SettleAsync(decision == "printed", "looked at the tray", "anna");

        Assert.Null(answer.Error);
        await run.WaitAsync(view => view.State == RunState.Settled);
        Assert.Equal(decision == "printed" ? [false] : [false, true], printer.Sent.Select(sent => sent.Batch.MaySendAnew));
        var letter = Assert.Single((await ShowAsync(engine, "A-0")).Dispatches);
        Assert.Equal((DispatchState.Delivered, decision == "again"), (letter.State, letter.PossibleDuplicate));
        Assert.Equal(decision == "again", (await BatchOf(engine).GetAsync())!.PossibleDuplicate);
    }

    [Fact]
    public async Task Batch_SettledTwice_DeclinesTheSecond()
    {
        var printer = new ScriptedPrinter("hall").Answering(_lost);
        await using var engine = await StartAsync(printer);
        await (await FinalizeAsync(engine, 1)).WaitAsync(view => view.State == RunState.NeedsCare);
        await BatchOf(engine).SettleAsync(isPrinted: true, "seen", "anna");

        Assert.Equal("batch_state", (await BatchOf(engine).SettleAsync(isPrinted: false, "seen", "bert")).Error!.Code);
        Assert.Equal("batch_unknown", (await BatchOf(engine, "run-a~hall~9").SettleAsync(isPrinted: true, "seen", "bert")).Error!.Code);
        Assert.Equal("reason_invalid", (await BatchOf(engine).SettleAsync(isPrinted: true, "", "bert")).Error!.Code);
        Assert.Single(printer.Sent);
    }

    [Fact]
    public async Task Letter_CancelledBeforeTheNextAttempt_IsNotPrinted()
    {
        var isPaperIn = false;
        var printer = new ScriptedPrinter("hall");
        printer.OnBatch = (_, _) => Answer(Volatile.Read(ref isPaperIn) ? Printed : _outOfPaper);
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 3);
        await printer.NextAsync();
        var held = await BatchOf(engine).HoldAsync("paper", "anna");
        await engine.UntilAsync(async () => await StateAsync(engine, "A-1") == (DispatchState.Held, ReasonCode.BatchHeld));

        var key = Assert.Single((await ShowAsync(engine, "A-1")).Dispatches).Key;
        Assert.Equal(DispatchCommandResult.Done, (await engine.Host.Grains.GetGrain<IPrintDispatchGrain>(key.ToString()).CancelAsync()).Result);
        Volatile.Write(ref isPaperIn, true);
        Assert.Null((await BatchOf(engine).RetryAsync("paper is in", "anna")).Error);
        await run.WaitAsync(view => view.State is RunState.Settled or RunState.NeedsCare);

        Assert.Null(held.Error);
        Assert.Equal(["A-0~paper", "A-2~paper"], printer.Sent[^1].Batch.Envelopes.SelectMany(envelope => envelope.Letters).Select(letter => letter.Dispatch).Order());
        Assert.Equal([1, 2], printer.Sent[^1].Batch.Envelopes.Select(envelope => envelope.Number));
        Assert.Equal(DispatchState.Cancelled, (await StateAsync(engine, "A-1")).State);
        Assert.Equal(DispatchState.Delivered, (await StateAsync(engine, "A-2")).State);
    }

    [Fact]
    public async Task Batch_Cancelled_EndsItsLetters()
    {
        var printer = new ScriptedPrinter("hall") { OnBatch = (_, _) => Answer(_outOfPaper) };
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 2);
        await printer.NextAsync();
        await BatchOf(engine).HoldAsync("wrong tariff", "anna");
        await engine.UntilAsync(async () => (await BatchOf(engine).GetAsync())!.State == DispatchState.Held);

        Assert.Null((await BatchOf(engine).CancelAsync("wrong tariff", "anna")).Error);

        // The run needs care as long as its letters are held, and they follow the batch when the attempt's end is written.
        await engine.UntilAsync(async () => await StateAsync(engine, "A-0") == (DispatchState.Cancelled, ReasonCode.Cancelled));
        await run.WaitAsync(view => view.State == RunState.Settled);
    }

    [Fact]
    public async Task Batch_CancelledWhileItIsSent_EndsIfTheAttemptEndsDeferred()
    {
        var release = new TaskCompletionSource();
        var printer = new ScriptedPrinter("hall")
        {
            OnBatch = async (_, _) =>
            {
                await release.Task;
                return _outOfPaper;
            },
        };
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 2);
        await printer.NextAsync();

        var answer = await BatchOf(engine).CancelAsync("wrong tariff", "anna");
        release.SetResult();

        Assert.True(answer.IsRequested);
        Assert.Equal(RunState.Settled, (await run.EndedAsync()).State);
        Assert.Equal((DispatchState.Cancelled, ReasonCode.Cancelled), await StateAsync(engine, "A-0"));
        Assert.Equal("batch_state", (await BatchOf(engine).ReprintAsync(new ReprintOrder("jam", "anna"))).Error!.Code);
        Assert.Single(printer.Sent);
    }

    [Fact]
    public async Task Reprint_OfARange_IsABatchOfMarkedCopies()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);
        await (await FinalizeAsync(engine, 5)).EndedAsync();

        var answer = await BatchOf(engine).ReprintAsync(new ReprintOrder("the inserter jammed", "anna", FirstEnvelope: 2, LastEnvelope: 3));

        Assert.Null(answer.Error);
        Assert.Equal(("run-a~hall~2", First, "the inserter jammed", "anna", 2), (answer.Batch!.Id, answer.Batch.ReprintOf, answer.Batch.ReprintReason, answer.Batch.ReprintBy, answer.Batch.LetterCount));
        await engine.UntilAsync(async () => (await ShowAsync(engine, answer.Batch.Envelopes[0].Dispatches[0].Split('~')[0])).Dispatches.All(dispatch => dispatch.State == DispatchState.Delivered));
        var (copies, pdf) = printer.Sent[^1];
        Assert.True(copies.IsReprint);
        Assert.Equal([2, 3], copies.Envelopes.Select(envelope => envelope.Number));
        Assert.Equal(
            printer.Sent[0].Batch.Envelopes.Skip(1).Take(2).Select(envelope => envelope.Letters[0].Dispatch + "~1"), copies.Envelopes.Select(envelope => envelope.Letters[0].Dispatch));
        using var read = PdfDocument.Open(pdf);
        Assert.Contains("Kopie", read.GetPage(copies.Envelopes[0].FirstPage).Text, StringComparison.Ordinal);
        var invoice = await ShowAsync(engine, copies.Envelopes[0].Letters[0].Invoice);
        Assert.Equal([DispatchState.Delivered, DispatchState.Delivered], invoice.Dispatches.Select(dispatch => dispatch.State));
        Assert.Empty((await engine.Run().GetAsync())!.Differences);
    }

    [Fact]
    public async Task Reprint_OfOneLetter_TakesThatAlone()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);
        await (await FinalizeAsync(engine, 3)).EndedAsync();

        var unknown = await BatchOf(engine).ReprintAsync(new ReprintOrder("smudged", "anna", Dispatch: "A-9~paper"));
        var answer = await BatchOf(engine).ReprintAsync(new ReprintOrder("smudged", "anna", Dispatch: "A-1~paper"));

        Assert.Equal("envelope_unknown", unknown.Error!.Code);
        Assert.Equal(["A-1~paper~1"], answer.Batch!.Envelopes.SelectMany(envelope => envelope.Dispatches));
        await engine.UntilAsync(() => printer.Sent.Count == 2);
    }

    [Fact]
    public async Task Letter_OfAnInvoiceOfItsOwnWithEnclosures_GoesAtOnceInABatchThatPrintsThem()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);
        var leaflet = await TestEnclosures.UploadAsync(engine.Client, "leaflet", TestEnclosures.Pdf(3));
        Assert.Empty(await engine.Client.Biller(BillerId).PutAsync(Biller() with { Enclosures = [leaflet] }));
        var subscription = Of(ByPost("paper", printer: "hall") with { Enclosures = ["leaflet"], Postage = Postage.A });
        Assert.Empty((await engine.Client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number)).PutAsync(subscription)).Errors);

        var invoice = await engine.SettleAsync(await engine.FinalizeAsync("B-1"));

        var letter = Assert.Single(invoice.Dispatches);
        Assert.Equal((DispatchState.Delivered, "single~hall~1"), (letter.State, letter.Batch));
        var (batch, pdf) = Assert.Single(printer.Sent);
        Assert.Equal(("A", "leaflet"), (batch.Postage, Assert.Single(batch.Enclosures)));
        using var read = PdfDocument.Open(pdf);
        var envelope = Assert.Single(batch.Envelopes);
        Assert.Equal(batch.PageCount, read.NumberOfPages);
        Assert.True(envelope.PageCount >= Assert.Single(envelope.Letters).PageCount + 3, $"{envelope.PageCount} pages hold the letter and its leaflet of 3.");
        Assert.Empty(printer.Letters);
    }

    [Fact]
    public async Task Letter_OfAnInvoiceOfItsOwnWithPostage_GoesAtOnceInABatchThatSaysSo()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync([ByPost("paper", printer: "hall") with { Postage = Postage.Registered }], [], printer);

        var invoice = await engine.SettleAsync(await engine.FinalizeAsync("B-1"));

        Assert.Equal((DispatchState.Delivered, "single~hall~1"), (Assert.Single(invoice.Dispatches).State, invoice.Dispatches[0].Batch));
        Assert.Equal("registered", Assert.Single(printer.Sent).Batch.Postage);
        Assert.Empty(printer.Letters);
    }

    [Fact]
    public async Task Mark_OfASheet_FindsTheLettersOfItsEnvelope()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);
        await (await FinalizeAsync(engine, 3)).EndedAsync();
        var number = (await BatchOf(engine).GetAsync())!.Number;

        async Task<IEnumerable<string>> FindAsync(string mark) => (await engine.Client.Catalog.FindByMarkAsync(mark)).Select(letter => letter.Id);
        var envelope = printer.Sent[0].Batch.Envelopes[1];
        Assert.Equal(envelope.Letters.Select(letter => letter.Dispatch), await FindAsync($"A{number:0000000000}{envelope.Number:000000}001001N00"));
        Assert.Empty(await FindAsync($"A{number:0000000000}000009001001N00"));
        Assert.Empty(await FindAsync($"A{number + 1:0000000000}000001001001N00"));
        Assert.Empty(await FindAsync("A-1"));
    }

    [Fact]
    public async Task Resend_OfALetterOfItsOwn_IsACopyOfItsOwn()
    {
        var printer = new ScriptedPrinter("hall");
        await using var engine = await StartAsync(printer);
        var invoice = await engine.SettleAsync(await engine.FinalizeAsync("B-1"));
        var grain = engine.Host.Grains.GetGrain<IPrintDispatchGrain>(Assert.Single(invoice.Dispatches).Key.ToString());

        var answer = await grain.ResendAsync("lost in the post", "anna");

        Assert.Equal("B-1~paper~1", answer.Copy!.Id);
        await engine.UntilAsync(() => printer.Letters.Count == 2);
        Assert.Equal("B-1~paper~1", printer.Letters[^1].Name);
        await engine.UntilAsync(async () => (await ShowAsync(engine, "B-1")).Dispatches.All(dispatch => dispatch.State == DispatchState.Delivered));
        Assert.Equal("reason_invalid", (await grain.ResendAsync("", "anna")).Error!.Code);
    }

    [Fact]
    public async Task Batch_Moved_IsPrintedByTheOtherPrinter()
    {
        var printer = new ScriptedPrinter("hall", "cellar");
        printer.OnBatch = (batch, _) => Answer(batch.Printer == "hall" ? _outOfPaper : Printed);
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 2);
        await printer.NextAsync();
        await BatchOf(engine).HoldAsync("broken", "anna");
        await engine.UntilAsync(async () => (await BatchOf(engine).GetAsync())!.State == DispatchState.Held);

        Assert.Equal("printer_unknown", (await BatchOf(engine).MoveAsync("attic", "broken", "anna")).Error!.Code);
        Assert.Null((await BatchOf(engine).MoveAsync("cellar", "broken", "anna")).Error);

        Assert.Equal(RunState.Settled, (await run.EndedAsync()).State);
        Assert.Equal(("run-a~cellar~2", 2), (printer.Sent[^1].Batch.Id, printer.Sent[^1].Batch.Envelopes.Count));
        Assert.Equal(DispatchState.Cancelled, (await BatchOf(engine).GetAsync())!.State);
    }

    [Fact]
    public async Task Printer_Moved_TakesItsWaitingBatchesAlongButNotThoseThatAPersonHolds()
    {
        var printer = new ScriptedPrinter("hall", "cellar") { Rule = new BatchRule(2, IsDuplex: true, []) };
        printer.OnBatch = (batch, _) => Answer(batch.Printer == "hall" ? _outOfPaper : Printed);
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 4);
        await engine.UntilAsync(() => printer.Sent.Select(sent => sent.Batch.Id).Distinct().Count() == 2);
        await BatchOf(engine).HoldAsync("wrong paper", "anna");
        await engine.UntilAsync(async () => (await BatchOf(engine).GetAsync())!.State == DispatchState.Held);

        await engine.UntilAsync(async () => (await engine.Client.Channels.MoveLettersAsync("hall", "cellar", null, "broken", "anna")).Pending == 2);

        await run.WaitAsync(view => view.State == RunState.NeedsCare);
        var moved = Assert.Single(printer.Sent, sent => sent.Batch.Printer == "cellar");
        Assert.Equal(2, moved.Batch.Envelopes.Count);
        Assert.Equal(DispatchState.Held, (await BatchOf(engine).GetAsync())!.State);
    }

    [Fact]
    public async Task Batch_MovedToAPrinterOfSingles_GoesLetterByLetter()
    {
        var printer = new ScriptedPrinter("hall", "desk") { OnBatch = (_, _) => Answer(_outOfPaper) };
        printer.Singles.Add("desk");
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 2);
        await printer.NextAsync();
        await BatchOf(engine).HoldAsync("broken", "anna");
        await engine.UntilAsync(async () => (await BatchOf(engine).GetAsync())!.State == DispatchState.Held);

        await BatchOf(engine).MoveAsync("desk", "broken", "anna");

        await run.EndedAsync();
        Assert.Equal(["A-0~paper", "A-1~paper"], printer.Letters.Select(letter => letter.Name).Order());
    }

    [Fact]
    public async Task Envelope_ThatWasRejected_IsRefusedAloneAndFallsBack()
    {
        var printer = new ScriptedPrinter("hall")
        {
            OnBatch = (_, _) => Task.FromResult(new BatchOutcome(Printed, new Dictionary<int, AttemptOutcome> { [2] = new AttemptOutcome.Refused(ReasonCode.ContentRefused, "rejected") })),
        };
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync([ByPost("paper", printer: "hall", fallback: "mail"), ByEmail("mail")], [], printer, email);

        await (await FinalizeAsync(engine, 3)).WaitAsync(view => view.State is RunState.Settled or RunState.NeedsCare && email.Sent.Count == 1);

        var rejected = Assert.Single(printer.Sent).Batch.Envelopes[1].Letters[0].Invoice;
        Assert.Equal(rejected, Assert.Single(email.Sent).InvoiceNumber);
        var invoice = await ShowAsync(engine, rejected);
        Assert.Equal((DispatchState.Refused, ReasonCode.ContentRefused), (invoice.Dispatches[0].State, invoice.Dispatches[0].Reason!.Value));
    }

    [Fact]
    public async Task Fallbacks_ThatComeLater_AreGatheredWhenTheyHaveWaited()
    {
        var printer = new ScriptedPrinter("hall");
        var email = ScriptedChannel.Email(ScriptedChannel.Refused);
        await using var engine = await StartAsync([ByEmail("mail", fallback: "paper"), ByPost("paper", printer: "hall")], [("Print:GatherPeriod", "00:00:00")], printer, email);

        var run = await FinalizeAsync(engine, 3);

        await run.WaitAsync(view => view.State is RunState.Settled or RunState.NeedsCare);
        Assert.Equal(3, printer.Sent.SelectMany(sent => sent.Batch.Envelopes).SelectMany(envelope => envelope.Letters).Select(letter => letter.Dispatch).Distinct().Count());
        Assert.Empty(printer.Letters);
    }

    [Fact]
    public async Task Batch_EngineRestarted_GoesOnWhereItWas()
    {
        var printer = new ScriptedPrinter("hall") { OnBatch = (_, _) => Answer(new AttemptOutcome.Submitted("12", TimeSpan.FromMilliseconds(50))) };
        printer.OnAskBatch = batch => new AttemptOutcome.Submitted(batch.Reference!, TimeSpan.FromMilliseconds(50));
        await using var engine = await StartAsync(printer);
        var run = await FinalizeAsync(engine, 2);
        await engine.UntilAsync(async () => (await StateAsync(engine, "A-1")).State == DispatchState.Submitted);

        await engine.StopHostAsync();
        printer.OnAskBatch = batch => batch.Reference == "12" ? Printed : null;
        await engine.StartHostAsync();

        await engine.UntilAsync(async () => await StateAsync(engine, "A-1") == (DispatchState.Delivered, null));
        Assert.Single(printer.Sent);
    }

    /// <summary>The settings of the database.</summary>
    protected abstract Task<(string Key, string Value)[]> SettingsAsync();

    private Task<TestEngine> StartAsync(ScriptedPrinter printer) => StartAsync([ByPost("paper", printer: "hall")], [], printer);

    private async Task<TestEngine> StartAsync(DispatchDefinition[] definitions, (string Key, string Value)[] settings, params IDispatchChannel[] channels)
    {
        var engine = await TestEngine.StartAsync(configure: null, [.. await SettingsAsync(), .. settings], channels);
        await engine.ImportAsync(definitions);
        return engine;
    }

    private static async Task<IBillingRunGrain> FinalizeAsync(TestEngine engine, int count)
    {
        var run = await engine.StageAsync(TestRuns.Inputs(count));
        await run.CheckedAsync();
        Assert.Null((await run.ConfirmAsync(null, "billing")).Error);
        return run;
    }

    private static IPrintBatchGrain BatchOf(TestEngine engine, string id = First) => engine.Host.Grains.GetGrain<IPrintBatchGrain>(id);

    private static async Task<InvoiceView> ShowAsync(TestEngine engine, string number) => Assert.Single(await engine.Client.Catalog.FindInvoicesAsync(number, null));

    private static async Task<(DispatchState State, ReasonCode? Reason)> StateAsync(TestEngine engine, string number)
    {
        // Not there yet counts as pending: a run makes its invoices definitive one after the other.
        var letter = (await engine.Client.Catalog.FindInvoicesAsync(number, null)).SingleOrDefault()?.Dispatches.Single();
        return (letter?.State ?? DispatchState.Pending, letter?.Reason);
    }
}
