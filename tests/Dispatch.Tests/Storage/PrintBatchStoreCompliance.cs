using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
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

    public async ValueTask InitializeAsync() => (Batches, Dispatches) = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<(IPrintBatchStore Batches, IDispatchStore Dispatches)> OpenAsync();

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
        await Dispatches.WriteAsync(new ProgressWrite(letters[1].Row.Id, new WriteGuard.OfVersion(2), Ended(DispatchState.Held, outcome: OutcomeKind.Unknown)), Stop);
        var ended = batch with { Progress = batch.Progress with { State = DispatchState.Cancelled, DueAt = null } };

        Assert.Null(await Batches.DissolveAsync(ended with { Version = 7 }, "post/other", Now, Stop));
        Assert.Equal(2, await Batches.DissolveAsync(ended, "post/other", Now, Stop));

        var left = Assert.Single(await Batches.ListLettersAsync(batch.Id, Stop));
        Assert.Equal(letters[1].Row.Id, left.Row.Id);
        var moved = await Dispatches.FindDispatchAsync(letters[0].Row.Id, Stop);
        Assert.Equal(("post/other", null, DispatchState.Pending, Now), (moved!.Row.Lane, moved.Row.Batch, moved.Progress.State, moved.Progress.DueAt!.Value));
        Assert.Equal(DispatchState.Cancelled, (await Batches.FindAsync(batch.Id, Stop))!.Progress.State);
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

    private async Task<DispatchRecord> LetterAsync(string number, int queue = 3, string lane = Hall, DispatchProgress? progress = null)
    {
        var dispatch = DispatchOf(number, "paper", kind: DispatchKind.Post, lane: lane, progress: progress ?? _waiting, fallback: "mail", runId: $"run-{queue}", queue: queue);
        var invoice = Invoice(number, runId: $"run-{queue}", dispatches: dispatch with { Row = dispatch.Row with { Letter = """{"postage":"B"}""" } });
        var accepted = await Dispatches.AcceptAsync(invoice with { Row = invoice.Row with { Details = """{"homeCountry":"CH"}""" } }, Stop);
        return Assert.Single(accepted.Invoice.Dispatches);
    }
}
