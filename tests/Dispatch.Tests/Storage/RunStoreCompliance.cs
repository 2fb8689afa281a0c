using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Runs;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database under <see cref="IRunStore"/> must do. Each database's tests inherit it.</summary>
public abstract class RunStoreCompliance : IAsyncLifetime
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IRunStore Runs { get; set; } = null!;

    private IDispatchStore Dispatches { get; set; } = null!;

    public async ValueTask InitializeAsync() => (Runs, Dispatches) = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<(IRunStore Runs, IDispatchStore Dispatches)> OpenAsync();

    [Fact]
    public async Task Create_Twice_GivesTheFirstRowBothTimes()
    {
        var first = await Runs.CreateAsync(Run("run-a"), Stop);
        var again = await Runs.CreateAsync(Run("run-a") with { Details = "{}" }, Stop);
        var other = await Runs.CreateAsync(Run("run-b"), Stop);

        Assert.Equal(Run("run-a") with { Number = first.Number, Version = 1 }, first);
        Assert.Equal(first, again);
        Assert.Equal(first, await Runs.FindAsync("run-a", Stop));
        Assert.True(first.Number >= 1 && other.Number > first.Number);
        Assert.Null(await Runs.FindAsync("run-c", Stop));
    }

    [Fact]
    public async Task Write_OfTheVersionThatStands_ReplacesAndOfAnotherDoesNot()
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        var next = run with { Phase = RunPhase.Validating, IsPaused = true, InputCount = 9, RequestedBy = "anna", Details = """{"b":2}""" };

        Assert.Equal(2, await Runs.WriteAsync(next, Stop));
        Assert.Null(await Runs.WriteAsync(run with { Phase = RunPhase.Stopped }, Stop));
        Assert.Equal(next with { Version = 2 }, await Runs.FindAsync("run-a", Stop));
    }

    [Fact]
    public async Task Stage_OpenRun_KeepsEachPositionOnce()
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        var refused = Item(2) with { State = RunItemState.Refused, SourceHash = null, DocumentHash = null, Errors = "[]" };

        Assert.True(await Runs.StageAsync("run-a", [Item(0), Item(1) with { Name = "old" }, refused], Stop));
        Assert.True(await Runs.StageAsync("run-a", [Item(1), Item(9)], Stop));

        Assert.Equal([Item(0), Item(1), Item(9)], await Runs.ListItemsAsync(run.Number, RunItemState.Staged, worker: null, -1, 10, Stop));
        Assert.Equal([refused], await Runs.ListItemsAsync(run.Number, RunItemState.Refused, worker: null, -1, 10, Stop));
        Assert.Equal([Item(1), Item(9)], await Runs.ListItemsAsync(run.Number, RunItemState.Staged, worker: 1, 0, 10, Stop));
        Assert.Equal([Item(1)], await Runs.ListItemsAsync(run.Number, RunItemState.Staged, worker: 1, 0, 1, Stop));
    }

    [Fact]
    public async Task Stage_ClosedOrUnknownRun_WritesNothing()
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        await Runs.WriteAsync(run with { Phase = RunPhase.Validating }, Stop);

        Assert.False(await Runs.StageAsync("run-a", [Item(0)], Stop));
        Assert.False(await Runs.StageAsync("run-b", [Item(0)], Stop));
        Assert.Empty((await Runs.CountItemsAsync(run.Number, Stop)).ByState);
    }

    [Fact]
    public async Task Stage_PositionTwiceInACall_KeepsTheLast()
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);

        Assert.True(await Runs.StageAsync("run-a", [Item(1), Item(0), Item(1) with { Name = "last" }], Stop));

        Assert.Equal([Item(0), Item(1) with { Name = "last" }], await Runs.ListItemsAsync(run.Number, RunItemState.Staged, worker: null, -1, 10, Stop));
    }

    [Fact]
    public async Task Stage_WhileTheRunIsClosed_WritesNothingAfterThat()
    {
        const int size = 50;
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        var stages = Enumerable.Range(0, 20).Select(call => Runs.StageAsync("run-a", [.. Enumerable.Range(call * size, size).Select(Item)], Stop)).ToList();

        await Task.WhenAny(stages);
        Assert.NotNull(await Runs.WriteAsync(run with { Phase = RunPhase.Validating }, Stop));
        var closed = (await Runs.CountItemsAsync(run.Number, Stop)).ByState.GetValueOrDefault(RunItemState.Staged);

        Assert.Equal(closed, size * (await Task.WhenAll(stages)).Count(isStaged => isStaged));
        Assert.Equal(closed, (await Runs.CountItemsAsync(run.Number, Stop)).ByState.GetValueOrDefault(RunItemState.Staged));
    }

    [Fact]
    public async Task Stage_SamePositionsInOppositeOrderAtOnce_AllEnd()
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        List<RunItem> items = [.. Enumerable.Range(0, 200).Select(Item)];

        var staged = await Task.WhenAll(Enumerable.Range(0, 10).Select(call => Runs.StageAsync("run-a", call % 2 == 0 ? items : [.. items.AsEnumerable().Reverse()], Stop)));

        Assert.DoesNotContain(false, staged);
        Assert.Equal(items.Count, (await Runs.CountItemsAsync(run.Number, Stop)).ByState[RunItemState.Staged]);
    }

    [Fact]
    public async Task WriteItems_SomeMovedMeanwhile_WritesOnlyThoseThatStandAsExpected()
    {
        var run = await StagedAsync(3);
        var valid = Item(0) with { State = RunItemState.Valid, Biller = "genevoise", Number = "1", InputHash = Hash("1"), HasLetter = true };
        await Runs.WriteItemsAsync(run, RunItemState.Staged, [valid], Stop);

        await Runs.WriteItemsAsync(run, RunItemState.Staged, [Item(0) with { State = RunItemState.Refused }, Item(1) with { State = RunItemState.Refused, Errors = "[1]" }], Stop);

        Assert.Equal([valid], await Runs.ListItemsAsync(run, RunItemState.Valid, worker: null, -1, 10, Stop));
        Assert.Equal([1], (await Runs.ListItemsAsync(run, RunItemState.Refused, worker: null, -1, 10, Stop)).Select(item => item.Position));
        var totals = await Runs.CountItemsAsync(run, Stop);
        Assert.Equal(new Dictionary<RunItemState, int> { [RunItemState.Staged] = 1, [RunItemState.Valid] = 1, [RunItemState.Refused] = 1 }, totals.ByState);
        Assert.True(totals.HasLetters);
    }

    /// <summary>Large runs are changed stretch by stretch: none may be left out, wherever it lies.</summary>
    [Fact]
    public async Task MoveItems_FarApart_MovesAll()
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        RunItem[] items = [.. new[] { 0, RunStretch.Length - 1, RunStretch.Length, 3 * RunStretch.Length, (4 * RunStretch.Length) - 1 }.Select(Item)];
        Assert.True(await Runs.StageAsync("run-a", items, Stop));

        Assert.Equal(items.Length, await Runs.MoveItemsAsync(run.Number, [RunItemState.Staged], RunItemState.Cancelled, Stop));

        Assert.Equal(items.Length, (await Runs.CountItemsAsync(run.Number, Stop)).ByState[RunItemState.Cancelled]);
    }

    [Fact]
    public async Task MoveItems_BackToStaged_ForgetsWhatTheCheckSaid()
    {
        var run = await StagedAsync(3);
        await Runs.WriteItemsAsync(run, RunItemState.Staged, [Item(0) with { State = RunItemState.Refused, Errors = "[1]" }, Valid(1, "1", "x")], Stop);

        Assert.Equal(2, await Runs.MoveItemsAsync(run, [RunItemState.Refused, RunItemState.Valid], RunItemState.Staged, Stop));
        Assert.Equal([Item(0), Item(1), Item(2)], await Runs.ListItemsAsync(run, RunItemState.Staged, worker: null, -1, 10, Stop));
        Assert.Equal(3, await Runs.MoveItemsAsync(run, [RunItemState.Staged], RunItemState.Cancelled, Stop));
        Assert.Equal(3, await Runs.MoveItemsAsync(run, [RunItemState.Cancelled, RunItemState.Same], RunItemState.Same, Stop));
        await Runs.ClearItemsAsync(run, Stop);
        Assert.Empty((await Runs.CountItemsAsync(run, Stop)).ByState);
    }

    [Fact]
    public async Task ListTwins_SameNumbers_GivesGroupsWithAValidOne()
    {
        var run = await StagedAsync(8);
        await Runs.WriteItemsAsync(
            run,
            RunItemState.Staged,
            [
                Valid(0, "2", "x"), Valid(1, "1", "x"), Valid(2, "2", "y"), Valid(3, "3", "x"), Valid(4, "1", "x") with { State = RunItemState.Finalized },
                Valid(5, "4", "x") with { State = RunItemState.Finalized }, Valid(6, "4", "x") with { State = RunItemState.Repeated },
                Valid(7, "3", "x") with { State = RunItemState.Refused },
            ],
            Stop);

        Assert.Equal([1, 4, 0, 2], (await Runs.ListTwinsAsync(run, Stop)).Select(item => item.Position));
    }

    [Fact]
    public async Task Count_InvoicesAndDispatches_AreOfTheRunAlone()
    {
        await AcceptAsync("1", "run-a", Pending(Now));
        await AcceptAsync("2", "run-a", Ended(DispatchState.Refused, reason: ReasonCode.RecipientRefused));
        await AcceptAsync("3", "run-a", Ended(DispatchState.Refused, reason: ReasonCode.RecipientRefused));
        await AcceptAsync("4", "run-a", Ended(DispatchState.Refused, reason: ReasonCode.Timeout));
        await AcceptAsync("5", "run-b", Pending(Now));
        await AcceptAsync("6", null, Pending(Now));

        Assert.Equal(4, await Runs.CountInvoicesAsync("run-a", Stop));
        Assert.Equal(
            [
                new RunDispatchCount(DispatchKind.Email, "email/relay", DispatchState.Pending, null, 1, Now),
                new RunDispatchCount(DispatchKind.Email, "email/relay", DispatchState.Refused, ReasonCode.Timeout, 1, Now),
                new RunDispatchCount(DispatchKind.Email, "email/relay", DispatchState.Refused, ReasonCode.RecipientRefused, 2, Now),
            ],
            await Runs.CountDispatchesAsync("run-a", Stop));
    }

    [Fact]
    public async Task List_SeveralRuns_SaysNewestFirstWhatIsOpenAndNeedsCare()
    {
        var open = await Runs.CreateAsync(Run("run-a"), Stop);
        var settled = await Runs.CreateAsync(Run("run-b"), Stop);
        var sore = await Runs.CreateAsync(Run("run-c"), Stop);
        await AcceptAsync("1", "run-a", Pending(Now), open.Number);
        await AcceptAsync("2", "run-b", Ended(DispatchState.Delivered), settled.Number);
        await AcceptAsync("3", "run-c", Ended(DispatchState.Bounced), sore.Number);

        var entries = await Runs.ListAsync(before: null, 10, Stop);

        Assert.Equal([("run-c", false, true), ("run-b", false, false), ("run-a", true, false)], entries.Select(entry => (entry.Row.Id, entry.HasOpen, entry.NeedsCare)));
        Assert.Equal(["run-a"], (await Runs.ListAsync(settled.Number, 1, Stop)).Select(entry => entry.Row.Id));
    }

    [Theory]
    [InlineData(DispatchState.Standby, false, false)]
    [InlineData(DispatchState.Pending, true, false)]
    [InlineData(DispatchState.Sending, true, false)]
    [InlineData(DispatchState.Submitted, true, false)]
    [InlineData(DispatchState.Deferred, true, false)]
    [InlineData(DispatchState.Delivered, false, false)]
    [InlineData(DispatchState.Confirmed, false, false)]
    [InlineData(DispatchState.Bounced, false, true)]
    [InlineData(DispatchState.Refused, false, true)]
    [InlineData(DispatchState.Unknown, true, false)]
    [InlineData(DispatchState.Held, false, true)]
    [InlineData(DispatchState.Cancelled, false, false)]
    public async Task List_OneDispatch_SaysByItsStateWhetherItIsOpenOrNeedsCare(DispatchState state, bool isOpen, bool needsCare)
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        await AcceptAsync("1", "run-a", Pending(Now) with { State = state }, run.Number);

        var entry = Assert.Single(await Runs.ListAsync(before: null, 10, Stop));

        Assert.Equal((isOpen, needsCare), (entry.HasOpen, entry.NeedsCare));
    }

    [Fact]
    public async Task Erase_EndedOldRuns_LoseNamesAndErrors()
    {
        var run = await StagedAsync(2);
        await Runs.WriteItemsAsync(run, RunItemState.Staged, [Item(0) with { State = RunItemState.Refused, Errors = "[1]" }], Stop);
        Assert.Equal(0, await Runs.EraseAsync(Now.AddDays(1), Stop));
        await Runs.WriteAsync((await Runs.FindAsync("run-a", Stop))! with { Phase = RunPhase.Finalized }, Stop);

        Assert.Equal(0, await Runs.EraseAsync(Now, Stop));
        Assert.Equal(2, await Runs.EraseAsync(Now.AddDays(1), Stop));
        Assert.Equal(0, await Runs.EraseAsync(Now.AddDays(1), Stop));
        var item = Assert.Single(await Runs.ListItemsAsync(run, RunItemState.Refused, worker: null, -1, 10, Stop));
        Assert.Equal(("", null), (item.Name, item.Errors));
    }

    private static RunRow Run(string id) => new() { Id = id, Phase = RunPhase.Staging, InputCount = 3, StartedAt = Now, RequestedBy = "billing", Details = """{"a":1}""" };

    private static RunItem Item(int position) => new()
    {
        Position = position,
        Worker = position % 8,
        Name = $"{position}.xml",
        State = RunItemState.Staged,
        SourceHash = Hash($"source {position}"),
        DocumentHash = position % 2 == 0 ? Hash($"pdf {position}") : null,
        Bytes = 1234,
    };

    private static RunItem Valid(int position, string number, string content) =>
        Item(position) with { State = RunItemState.Valid, Biller = "genevoise", Number = number, InputHash = Hash(content) };

    private async Task<int> StagedAsync(int count)
    {
        var run = await Runs.CreateAsync(Run("run-a"), Stop);
        Assert.True(await Runs.StageAsync("run-a", [.. Enumerable.Range(0, count).Select(Item)], Stop));
        return run.Number;
    }

    private Task<AcceptResult> AcceptAsync(string number, string? run, DispatchProgress progress, int queue = 0) => Dispatches.AcceptAsync(
        Invoice(number, runId: run, dispatches: DispatchOf(number, progress: progress, runId: run, queue: queue)), Stop);
}
