// Long because all that a database must do with print batches stands in one place, which each database inherits.
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Dispatch.Storage.Runs;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database under <see cref="IPrintBatchStore"/> must do. Each database's tests inherit it.</summary>
public abstract class PrintBatchStoreCompliance : IAsyncLifetime
{
    private const string Hall = "post/hall";

    private static readonly DispatchProgress _waiting = new() { State = DispatchState.Pending, ChangedAt = Now };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IPrintBatchStore Batches { get; set; } = null!;

    private IDispatchStore Dispatches { get; set; } = null!;

    private IRunStore Runs { get; set; } = null!;

    public async ValueTask InitializeAsync() => (Batches, Dispatches, Runs) = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<(IPrintBatchStore Batches, IDispatchStore Dispatches, IRunStore Runs)> OpenAsync();

    [Fact]
    public async Task Waiting_LettersOfRuns_AreCountedAndListedByQueue()
    {
        var first = await LetterAsync("1", queue: 3);
        var second = await LetterAsync("2", queue: 3);
        await LetterAsync("3", queue: 4);
        await LetterAsync("4", queue: 3, lane: "post/other");
        await LetterAsync("5", queue: 3, progress: Pending(Now));
        await LetterAsync("6", queue: 3, progress: Ended(DispatchState.Held));

        var counts = await Batches.CountWaitingAsync(Stop);
        var listed = await Batches.ListWaitingAsync(new WorkQueue(Hall, 3), 0, 10, Stop);

        Assert.Equal([(Hall, 3, 2), (Hall, 4, 1), ("post/other", 3, 1)], counts.Select(entry => (entry.Key.Lane, entry.Key.Number, entry.Value)).Order());
        Assert.Equal([first.Row.Id, second.Row.Id], listed.Select(letter => letter.Id));
        Assert.Equal(
            new WaitingLetter(first.Row.Id, first.Version, "genevoise", "1", "run-3", first.Row.Recipient, """{"postage":"B"}""", "CH", Language.Fr, 2, Now), listed[0]);
        Assert.Equal([second.Row.Id], (await Batches.ListWaitingAsync(new WorkQueue(Hall, 3), first.Row.Id, 10, Stop)).Select(letter => letter.Id));
        Assert.Single(await Batches.ListWaitingAsync(new WorkQueue(Hall, 3), 0, 1, Stop));

        Assert.Equal(2, await Batches.ReleaseWaitingAsync(new WorkQueue(Hall, 3), Now.AddHours(1), Stop));
        Assert.Equal(Now.AddHours(1), (await Dispatches.FindDispatchAsync(first.Row.Id, Stop))!.Progress.DueAt);
        Assert.Equal(2, (await Batches.CountWaitingAsync(Stop)).Count);
    }

    [Fact]
    public async Task Create_LettersThatWait_AreInOneBatchOnly()
    {
        var ids = new List<long>();
        foreach (var number in new[] { "1", "2", "3" })
            ids.Add((await LetterAsync(number)).Row.Id);

        var first = await Batches.CreateAsync(Batch(), ids[..2], Stop);
        var second = await Batches.CreateAsync(Batch(), ids, Stop);
        var none = await Batches.CreateAsync(Batch(), ids, Stop);

        Assert.Equal(("run-3~hall~1", 2), (first!.Id, first.LetterCount));
        Assert.Equal(("run-3~hall~2", 1), (second!.Id, second.LetterCount));
        Assert.Null(none);
        Assert.Equal(ids[..2], (await Batches.ListLettersAsync(first.Id, Stop)).Select(letter => letter.Row.Id));
        Assert.All(await Batches.ListLettersAsync(first.Id, Stop), letter => Assert.Equal((first.Id, 2L), (letter.Row.Batch, letter.Version)));
        Assert.Equal(Text(first), Text(await Batches.FindAsync(first.Id, Stop)));
        Assert.Equal(Text(first), Text(await Batches.FindAsync(first.Number, Stop)));
        Assert.Null(await Batches.FindAsync("run-3~hall~9", Stop));
        Assert.Empty(await Batches.CountWaitingAsync(Stop));
    }

    [Fact]
    public async Task Create_LettersThatMovedMeanwhile_StayWhereTheyAre()
    {
        var (here, moved, ofAnotherRun) = (await LetterAsync("1"), await LetterAsync("2", lane: "post/other"), await LetterAsync("3", queue: 4));

        var batch = await Batches.CreateAsync(Batch(), [here.Row.Id, moved.Row.Id, ofAnotherRun.Row.Id], Stop);

        Assert.Equal(1, batch!.LetterCount);
        Assert.Equal(here.Row.Id, Assert.Single(await Batches.ListLettersAsync(batch.Id, Stop)).Row.Id);
        Assert.Null(await Batches.CreateAsync(Batch(), [moved.Row.Id], Stop));
        Assert.Equal(2, (await Batches.CountWaitingAsync(Stop)).Count);
    }

    [Fact]
    public async Task Create_BySeveralAtOnce_GivesEachLetterToOneAndEachBatchAnIdOfItsOwn()
    {
        var ids = new List<long>();
        for (var i = 0; i < 40; i++)
            ids.Add((await LetterAsync($"{i}")).Row.Id);

        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Batches.CreateAsync(Batch(), [.. ids.Skip(i * 4).Take(12)], Stop)));

        var batches = made.OfType<PrintBatchRow>().ToList();
        Assert.Equal(batches.Count, batches.Select(batch => batch.Id).Distinct().Count());
        var letters = new List<DispatchRecord>();
        foreach (var batch in batches)
        {
            var own = await Batches.ListLettersAsync(batch.Id, Stop);
            Assert.Equal(batch.LetterCount, own.Count);
            letters.AddRange(own);
        }

        Assert.Equal(ids, letters.Select(letter => letter.Row.Id).Order());
    }

    [Fact]
    public async Task SetAside_LetterThatMovedMeanwhile_IsLeftAlone()
    {
        var letter = await LetterAsync("1", progress: Pending(Now));

        Assert.False(await Batches.SetAsideAsync(letter.Row.Id, letter.Version + 1, Stop));
        Assert.True(await Batches.SetAsideAsync(letter.Row.Id, letter.Version, Stop));
        var batch = await Batches.CreateAsync(Batch(), [letter.Row.Id], Stop);
        Assert.True(await Batches.SetAsideAsync(letter.Row.Id, letter.Version + 2, Stop));

        Assert.Empty(await Batches.ListLettersAsync(batch!.Id, Stop));
        Assert.Equal(1, (await Batches.CountWaitingAsync(Stop))[new WorkQueue(Hall, 3)]);
    }

    [Fact]
    public async Task Write_OfTheVersionThatStands_ReplacesAndIsDueUntilFollowed()
    {
        var batch = await CreateAsync("1");
        var token = Guid.NewGuid();
        var next = batch with { Details = """{"b":2}""", Progress = Sending(token) with { DueAt = Now.AddMinutes(3), History = Attempts(3) } };

        Assert.Equal(2, await Batches.WriteAsync(next, Stop));
        Assert.Null(await Batches.WriteAsync(batch with { Details = "{}" }, Stop));
        Assert.Equal(Text(next with { Version = 2 }), Text(await Batches.FindAsync(batch.Id, Stop)));

        Assert.Equal([batch.Id], (await Batches.ListDueAsync(Now, Stop)).Select(due => due.Id));
        await Batches.MarkFollowedAsync(batch.Number, 2, Stop);
        await Batches.MarkFollowedAsync(batch.Number, 1, Stop);
        Assert.Empty(await Batches.ListDueAsync(Now, Stop));
        Assert.Equal([batch.Id], (await Batches.ListDueAsync(Now.AddMinutes(3), Stop)).Select(due => due.Id));

        Assert.Equal(1, await Batches.ExpireAttemptsAsync(Now, Stop));
        Assert.Equal(Now, Assert.Single(await Batches.ListDueAsync(Now, Stop)).Progress.DueAt);
    }

    [Fact]
    public async Task Postpone_LettersHaveNothingToTakeOver_IsFollowedAtOnce()
    {
        var batch = await CreateAsync("1");
        var later = batch with { Details = "not written", Progress = Ended(DispatchState.Submitted, outcome: OutcomeKind.Submitted) with { DueAt = Now.AddMinutes(3) } };

        Assert.Equal(2, await Batches.PostponeAsync(later, Stop));
        Assert.Null(await Batches.PostponeAsync(later, Stop));

        Assert.Equal(Text(later with { Details = batch.Details, Version = 2, Followed = 2 }), Text(await Batches.FindAsync(batch.Id, Stop)));
        Assert.Empty(await Batches.ListDueAsync(Now, Stop));
        Assert.Equal(3, await Batches.WriteAsync(later with { Version = 2 }, Stop));
        Assert.Null(await Batches.PostponeAsync(later with { Version = 3 }, Stop));    // letters are behind
    }

    [Fact]
    public async Task LeaveOut_WhatIsNoMember_IsInNoBatchAnyMore()
    {
        var batch = await CreateAsync("1", "2", "3", "4", "5");
        var letters = await Batches.ListLettersAsync(batch.Id, Stop);
        foreach (var (letter, state) in letters.Skip(1).Zip([DispatchState.Held, DispatchState.Refused, DispatchState.Cancelled, DispatchState.Held]))
            await Dispatches.WriteAsync(new ProgressWrite(letter.Row.Id, new WriteGuard.OfVersion(2), Ended(state)), Stop);

        Assert.Equal(2, await Batches.LeaveOutAsync(batch.Id, [letters[0].Row.Id, letters[4].Row.Id], Stop));

        Assert.Equal([letters[0].Row.Id, letters[3].Row.Id, letters[4].Row.Id], (await Batches.ListLettersAsync(batch.Id, Stop)).Select(letter => letter.Row.Id));
        var left = (await Dispatches.FindDispatchAsync(letters[1].Row.Id, Stop))!;
        Assert.Equal((null, DispatchState.Held, 4L), (left.Row.Batch, left.Progress.State, left.Version));
    }

    [Fact]
    public async Task List_ByRunPrinterAndState_PagesByNumber()
    {
        var first = await CreateAsync("1");
        var second = await CreateAsync("2");
        await Batches.WriteAsync(second with { Progress = Ended(DispatchState.Held) }, Stop);

        async Task<IEnumerable<string>> ListAsync(PrintBatchFilter filter) => (await Batches.ListAsync(filter, Stop)).Select(batch => batch.Id);
        Assert.Equal([first.Id, second.Id], await ListAsync(new PrintBatchFilter()));
        Assert.Equal([second.Id], await ListAsync(new PrintBatchFilter(RunId: "run-3", Lane: Hall, State: DispatchState.Held)));
        Assert.Empty(await ListAsync(new PrintBatchFilter(RunId: "run-4")));
        Assert.Empty(await ListAsync(new PrintBatchFilter(Lane: "post/other")));
        Assert.Equal([second.Id], await ListAsync(new PrintBatchFilter(AfterNumber: first.Number)));
        Assert.Equal([first.Id], await ListAsync(new PrintBatchFilter(Take: 1)));
    }

    [Fact]
    public async Task CreateCopies_LettersOfABatch_AreRowsOfTheirOwn()
    {
        var original = await LetterAsync("1");
        var id = original.Row.Id;

        var batch = await Batches.CreateCopiesAsync(Batch(), [id, id], """{"by":"anna"}""", ids => string.Join(' ', ids), Stop);

        var copies = await Batches.ListLettersAsync(batch.Id, Stop);
        Assert.Equal([1, 2], copies.Select(copy => copy.Row.DispatchId.Copy));
        Assert.Equal(string.Join(' ', copies.Select(copy => copy.Row.Id)), batch.Details);
        Assert.Equal(2, batch.LetterCount);
        Assert.All(copies, copy => Assert.Equal(
            (DispatchState.Pending, null, null, """{"by":"anna"}""", original.Row.DocumentHash, original.Row.Letter, original.Row.Recipient, 3, null),
            (copy.Progress.State, copy.Progress.DueAt, copy.Row.RunId, copy.Row.Copied, copy.Row.DocumentHash, copy.Row.Letter, copy.Row.Recipient, copy.Row.Queue, copy.Row.Fallback)));
        Assert.Null((await Dispatches.FindDispatchAsync(id, Stop))!.Row.Batch);
        await Assert.ThrowsAsync<StorageException>(() => Batches.CreateCopiesAsync(Batch(), [id, 987_654], "{}", _ => "", Stop));
        Assert.Single(await Batches.ListAsync(new PrintBatchFilter(), Stop));
    }

    [Fact]
    public async Task Copy_OfADispatch_IsPendingOutsideItsRun()
    {
        var original = await LetterAsync("1");

        var copy = await Batches.CopyAsync(original.Row.Id, """{"by":"anna"}""", Now.AddHours(1), Stop);

        Assert.Equal(
            (1, 0, null, Hall, DispatchState.Pending, Now.AddHours(1)),
            (copy!.Row.DispatchId.Copy, copy.Row.Queue, copy.Row.RunId, copy.Row.Lane, copy.Progress.State, copy.Progress.DueAt!.Value));
        Assert.Equal(Text(copy), Text(await Dispatches.FindDispatchAsync(copy.Row.DispatchId, Stop)));
        Assert.Null(await Batches.CopyAsync(987_654, "{}", Now, Stop));
    }

    [Fact]
    public async Task Dissolve_OpenLetters_GoToTheOtherLane()
    {
        var batch = await CreateAsync("1", "2", "3");
        var letters = await Batches.ListLettersAsync(batch.Id, Stop);
        await Dispatches.WriteAsync(new ProgressWrite(letters[1].Row.Id, new WriteGuard.OfVersion(2), Ended(DispatchState.Delivered)), Stop);
        var ended = batch with { Progress = batch.Progress with { State = DispatchState.Cancelled, DueAt = null } };

        Assert.Null(await Batches.DissolveAsync(ended with { Version = 7 }, "post/other", Now, Stop));
        Assert.Equal(2, await Batches.DissolveAsync(ended, "post/other", Now, Stop));

        var left = Assert.Single(await Batches.ListLettersAsync(batch.Id, Stop));
        Assert.Equal(letters[1].Row.Id, left.Row.Id);
        var moved = await Dispatches.FindDispatchAsync(letters[0].Row.Id, Stop);
        Assert.Equal(("post/other", null, DispatchState.Pending, Now), (moved!.Row.Lane, moved.Row.Batch, moved.Progress.State, moved.Progress.DueAt!.Value));
        Assert.Equal(DispatchState.Cancelled, (await Batches.FindAsync(batch.Id, Stop))!.Progress.State);
    }

    /// <summary>Whatever a letter went through, it goes along; what a person or a subscription holds stays held.</summary>
    [Theory]
    [InlineData(DispatchState.Pending, OutcomeKind.Unknown, ReasonCode.ConnectionLost, true)]    // retried after an end that nobody knows
    [InlineData(DispatchState.Deferred, OutcomeKind.Deferred, ReasonCode.MediaMissing, true)]
    [InlineData(DispatchState.Held, null, ReasonCode.BatchHeld, true)]
    [InlineData(DispatchState.Held, null, null, false)]
    [InlineData(DispatchState.Held, null, ReasonCode.SubscriptionHeld, false)]
    [InlineData(DispatchState.Held, OutcomeKind.Deferred, ReasonCode.MediaMissing, false)]
    [InlineData(DispatchState.Held, OutcomeKind.Unknown, ReasonCode.ConnectionLost, false)]
    public async Task Dissolve_Letter_GoesOnUnlessItIsHeld(DispatchState state, OutcomeKind? outcome, ReasonCode? reason, bool goesOn)
    {
        var batch = await CreateAsync("1");
        var letter = Assert.Single(await Batches.ListLettersAsync(batch.Id, Stop));
        var before = new DispatchProgress { State = state, Attempt = 1, Outcome = outcome, Reason = reason, ProtocolCode = "0x0506", ChangedAt = Now };
        await Dispatches.WriteAsync(new ProgressWrite(letter.Row.Id, new WriteGuard.OfVersion(2), before), Stop);
        var ended = batch with { Progress = batch.Progress with { State = DispatchState.Cancelled, DueAt = null, ChangedAt = Now.AddHours(1) } };

        Assert.Equal(1, await Batches.DissolveAsync(ended, "post/other", Now.AddHours(2), Stop));

        var after = (await Dispatches.FindDispatchAsync(letter.Row.Id, Stop))!;
        Assert.Equal(("post/other", null, 4L), (after.Row.Lane, after.Row.Batch, after.Version));
        Assert.Equal(
            Text(goesOn ? before with { State = DispatchState.Pending, DueAt = Now.AddHours(2), Reason = null, ProtocolCode = null, ChangedAt = Now.AddHours(1) } : before),
            Text(after.Progress));
    }

    /// <summary>Letters before and in a print batch have no due time, and are open all the same.</summary>
    [Fact]
    public async Task Reads_LettersWithoutADueTime_FindThemOpen()
    {
        await LetterAsync("1");
        var batch = await CreateAsync("2", "3");
        var letters = await Batches.ListLettersAsync(batch.Id, Stop);
        await Dispatches.WriteAsync(new ProgressWrite(letters[1].Row.Id, new WriteGuard.OfVersion(2), Sending(Guid.NewGuid()) with { DueAt = null }), Stop);

        Assert.Equal([(DispatchState.Pending, 2L), (DispatchState.Sending, 1L)], (await Dispatches.CountUnsettledAsync(Stop)).Select(count => (count.State, count.Count)));
        Assert.Equal("1 2", await ListAsync(new DispatchFilter(State: DispatchState.Pending)));
        Assert.Equal("1 2", await ListAsync(new DispatchFilter(State: DispatchState.Pending, RunId: "run-3", Kind: DispatchKind.Post, Biller: "genevoise")));
        Assert.Equal("2", await ListAsync(new DispatchFilter(State: DispatchState.Pending, AfterId: letters[0].Row.Id - 1)));
        Assert.Equal("1", await ListAsync(new DispatchFilter(State: DispatchState.Pending, Take: 1)));
        Assert.Equal("3", await ListAsync(new DispatchFilter(State: DispatchState.Sending)));
        Assert.Equal("", await ListAsync(new DispatchFilter(State: DispatchState.Sending, Kind: DispatchKind.Email)));

        async Task<string> ListAsync(DispatchFilter filter) => string.Join(' ', (await Dispatches.ListDispatchesAsync(filter, Stop)).Select(letter => letter.Invoice.Number));
    }

    /// <summary>A run is open as long as one of its letters is, and not because of a reprint.</summary>
    [Fact]
    public async Task Runs_LettersBeforeAndInBatches_AreOpen()
    {
        var numbers = new List<int>();
        foreach (var id in new[] { "waits", "printing", "behind", "printed", "held" })
        {
            numbers.Add((await Runs.CreateAsync(
                new RunRow { Id = id, Phase = RunPhase.Finalized, InputCount = 1, StartedAt = Now, RequestedBy = "billing", Details = "{}" }, Stop)).Number);
        }

        await LetterAsync("1", numbers[0], runId: "waits");
        var printing = await BatchOfRunAsync("2", 1, "printing", DispatchState.Submitted, DispatchState.Submitted);
        await BatchOfRunAsync("3", 2, "behind", DispatchState.Delivered, DispatchState.Sending);
        var printed = await BatchOfRunAsync("4", 3, "printed", DispatchState.Delivered, DispatchState.Delivered);
        await BatchOfRunAsync("5", 4, "held", DispatchState.Held, DispatchState.Held);
        var copied = (await Batches.ListLettersAsync(printed.Id, Stop))[0].Row.Id;
        await Batches.CreateCopiesAsync(Batch() with { Queue = numbers[3], RunId = "printed" }, [copied], "{}", _ => "", Stop);

        var listed = (await Runs.ListAsync(before: null, 10, Stop)).ToDictionary(entry => entry.Row.Id, entry => entry.HasOpen);

        Assert.Equal(
            new Dictionary<string, bool> { ["waits"] = true, ["printing"] = true, ["behind"] = true, ["printed"] = false, ["held"] = false }, listed);

        async Task<PrintBatchRow> BatchOfRunAsync(string number, int run, string id, DispatchState state, DispatchState ofLetter)
        {
            var letter = await LetterAsync(number, numbers[run], runId: id);
            var batch = (await Batches.CreateAsync(Batch() with { Queue = numbers[run], RunId = id }, [letter.Row.Id], Stop))!;
            await Dispatches.WriteAsync(new ProgressWrite(letter.Row.Id, new WriteGuard.OfVersion(2), Ended(ofLetter)), Stop);
            var version = await Batches.WriteAsync(batch with { Progress = Ended(state) }, Stop);
            if (ofLetter != DispatchState.Sending)
                await Batches.MarkFollowedAsync(batch.Number, version!.Value, Stop);
            return batch;
        }
    }

    private static PrintBatchRow Batch() => new()
    {
        Lane = Hall,
        Queue = 3,
        RunId = "run-3",
        LetterCount = 0,
        CreatedAt = Now,
        Details = "{}",
        Progress = Pending(Now),
    };

    private async Task<PrintBatchRow> CreateAsync(params string[] numbers)
    {
        var ids = new List<long>();
        foreach (var number in numbers)
            ids.Add((await LetterAsync(number)).Row.Id);
        return (await Batches.CreateAsync(Batch(), ids, Stop))!;
    }

    private async Task<DispatchRecord> LetterAsync(string number, int queue = 3, string lane = Hall, DispatchProgress? progress = null, string? runId = null)
    {
        runId ??= $"run-{queue}";
        var dispatch = DispatchOf(number, "paper", kind: DispatchKind.Post, lane: lane, progress: progress ?? _waiting, fallback: "mail", runId: runId, queue: queue);
        var invoice = Invoice(number, runId: runId, dispatches: dispatch with { Row = dispatch.Row with { Letter = """{"postage":"B"}""" } });
        var accepted = await Dispatches.AcceptAsync(invoice with { Row = invoice.Row with { Details = """{"homeCountry":"CH"}""" } }, Stop);
        return Assert.Single(accepted.Invoice.Dispatches);
    }
}
