using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database must do when what waits for one printer is moved to another. Each database's tests inherit it.</summary>
public abstract class LaneMoveCompliance : WorkQueueCompliance
{
    private const string Hall = "post/hall";
    private const string Annex = "post/annex";

    private static readonly DateTimeOffset Then = Now.AddMinutes(5);

    [Theory]
    [InlineData(DispatchState.Pending, null, null, DispatchState.Pending)]
    [InlineData(DispatchState.Pending, OutcomeKind.Deferred, ReasonCode.PrinterStopped, DispatchState.Pending)]
    [InlineData(DispatchState.Deferred, OutcomeKind.Deferred, ReasonCode.PrinterStopped, DispatchState.Pending)]
    [InlineData(DispatchState.Held, null, ReasonCode.SubscriptionHeld, DispatchState.Held)]
    [InlineData(DispatchState.Held, null, ReasonCode.ChannelUnavailable, DispatchState.Held)]
    [InlineData(DispatchState.Standby, null, null, DispatchState.Standby)]
    [InlineData(DispatchState.Pending, OutcomeKind.Unknown, null, null)]
    [InlineData(DispatchState.Held, OutcomeKind.Unknown, ReasonCode.ConnectionLost, null)]
    [InlineData(DispatchState.Unknown, OutcomeKind.Unknown, ReasonCode.ConnectionLost, null)]
    [InlineData(DispatchState.Sending, null, null, null)]
    [InlineData(DispatchState.Submitted, OutcomeKind.Submitted, null, null)]
    [InlineData(DispatchState.Delivered, OutcomeKind.Delivered, null, null)]
    [InlineData(DispatchState.Refused, OutcomeKind.Refused, ReasonCode.Other, null)]
    [InlineData(DispatchState.Bounced, OutcomeKind.Delivered, ReasonCode.RecipientRefused, null)]
    [InlineData(DispatchState.Cancelled, null, ReasonCode.Cancelled, null)]
    public async Task Move_State_MovesWhatWaitsAlone(DispatchState state, OutcomeKind? outcome, ReasonCode? reason, DispatchState? expected)
    {
        DateTimeOffset? due = state is DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred or DispatchState.Unknown ? Now.AddHours(1) : null;
        var before = await AcceptLetterAsync("1", new DispatchProgress { State = state, Outcome = outcome, Reason = reason, DueAt = due, ChangedAt = Now });

        var step = await Store.MoveAsync(new LaneMove(Hall, Annex, Then), Stop);

        var after = (await Store.FindDispatchAsync(before.Row.Id, Stop))!;
        if (expected is null)
        {
            Assert.Equal((0, Text(before)), (step.Count, Text(after)));
            return;
        }

        var progress = before.Progress with
        {
            State = expected.Value,
            DueAt = state == DispatchState.Deferred ? Then : due,
            ChangedAt = state == DispatchState.Deferred ? Then : Now,
        };
        Assert.Equal(Text(before with { Row = before.Row with { Lane = Annex }, Progress = progress, Version = 2 }), Text(after));
        Assert.Equal((expected == DispatchState.Pending, expected == DispatchState.Held, expected == DispatchState.Standby), (step.PendingCount == 1, step.HeldCount == 1, step.StandbyCount == 1));
        Assert.Equal(1, step.Count);
    }

    [Fact]
    public async Task Move_DueAlready_IsDueNowSoThatTheScanOfTheOtherLaneFindsIt()
    {
        await AcceptLetterAsync("1", Pending(Now));

        await Store.MoveAsync(new LaneMove(Hall, Annex, Then), Stop);

        Assert.Equal("1", Assert.Single(await Store.ListDueAsync(7, Own(Annex), Then, Then, 10, Stop)).Invoice.Number);
        Assert.Empty(await Store.ListDueAsync(7, Own(Hall), LongAgo, Then, 10, Stop));
    }

    [Fact]
    public async Task Move_HeldBecauseTheLaneIsGone_IsReleasedIfAskedFor()
    {
        var (gone, person) = (await AcceptLetterAsync("1", Held(ReasonCode.ChannelUnavailable), queue: 4), await AcceptLetterAsync("2", Held(ReasonCode.PrinterStopped)));

        var step = await Store.MoveAsync(new LaneMove(Hall, Annex, Then, ReleasesUnavailable: true), Stop);

        Assert.Equal((1, 1), (step.PendingCount, step.HeldCount));
        Assert.Equal([4], step.Queues);
        var released = (await Store.FindDispatchAsync(gone.Row.Id, Stop))!.Progress;
        Assert.Equal((DispatchState.Pending, Then, null, Then), (released.State, released.DueAt, released.Reason, released.ChangedAt));
        Assert.Equal((DispatchState.Held, ReasonCode.PrinterStopped), ((await Store.FindDispatchAsync(person.Row.Id, Stop))!.Progress.State, (await Store.FindDispatchAsync(person.Row.Id, Stop))!.Progress.Reason));
    }

    [Fact]
    public async Task Move_ToALaneThatGathers_LetsLettersOfRunsWaitWithoutADueTime()
    {
        var (own, ofRun, deferred) = (
            await AcceptLetterAsync("1", Pending(Now)),
            await AcceptLetterAsync("2", Pending(Now), queue: 4),
            await AcceptLetterAsync("3", Ended(DispatchState.Deferred, outcome: OutcomeKind.Deferred) with { DueAt = Now }, queue: 4));

        await Store.MoveAsync(new LaneMove(Hall, Annex, Then, IsGathered: true), Stop);

        Assert.Equal([(DispatchState.Pending, (DateTimeOffset?)Then), (DispatchState.Pending, null), (DispatchState.Pending, null)], await StatesAsync(own, ofRun, deferred));
    }

    [Fact]
    public async Task Move_FromALaneThatGathered_MakesLettersDue()
    {
        var gathered = await AcceptLetterAsync("1", Pending(Now) with { DueAt = null }, queue: 4);
        var inBatch = await AcceptLetterAsync("2", Pending(Now) with { DueAt = null }, queue: 4, batch: "october~hall~1");

        var step = await Store.MoveAsync(new LaneMove(Hall, Annex, Then), Stop);

        Assert.Equal(1, step.Count);
        Assert.Equal([(DispatchState.Pending, (DateTimeOffset?)Then), (DispatchState.Pending, null)], await StatesAsync(gathered, inBatch));
        Assert.Equal(Hall, (await Store.FindDispatchAsync(inBatch.Row.Id, Stop))!.Row.Lane);
    }

    [Fact]
    public async Task Move_OfARun_LeavesOthersAndOtherLanes()
    {
        var (own, ofRun, elsewhere) = (await AcceptLetterAsync("1", Pending(Now)), await AcceptLetterAsync("2", Standby(), runId: "october"), await AcceptLetterAsync("3", Pending(Now), lane: "post/cellar", runId: "october"));

        Assert.Equal(1, (await Store.MoveAsync(new LaneMove(Hall, Annex, Then, "october"), Stop)).Count);

        Assert.Equal([Hall, Annex, "post/cellar"], await LanesAsync(own, ofRun, elsewhere));
        Assert.Equal(0, (await Store.MoveAsync(new LaneMove("post/nowhere", Annex, Then), Stop)).Count);
    }

    [Fact]
    public async Task Move_InSteps_MovesAllHoweverManyAtATime()
    {
        var letters = new List<DispatchRecord>();
        for (var i = 0; i < 40; i++)
        {
            letters.Add(await AcceptLetterAsync($"{i}", (i % 4) switch
            {
                0 => Standby(),
                1 => Held(ReasonCode.SubscriptionHeld),
                2 => Pending(Now.AddSeconds(i)),
                _ => Pending(Now) with { DueAt = null },
            }, queue: i % 3, shard: i % 32));
        }

        var counts = await MoveAllAsync(new LaneMove(Hall, Annex, Then, Take: 7));

        Assert.All(counts, count => Assert.InRange(count, 0, 7));
        Assert.Equal(40, counts.Sum());
        Assert.All(await LanesAsync([.. letters]), lane => Assert.Equal(Annex, lane));
    }

    [Fact]
    public async Task Move_ThenAnIntentOfBefore_BeginsNothing()
    {
        var letter = await AcceptLetterAsync("1", Pending(Now));
        await Store.MoveAsync(new LaneMove(Hall, Annex, Then), Stop);

        var begun = await Store.WriteAsync(new ProgressWrite(letter.Row.Id, new WriteGuard.OfVersion(letter.Version), Sending(Guid.NewGuid())), Stop);

        Assert.False(begun.IsWritten);
    }

    [Fact]
    public async Task Move_WhileAttemptsBegin_EachLetterIsSentWhereItIs()
    {
        var letters = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => AcceptLetterAsync($"{i}", Pending(Now), queue: i % 2, shard: i % 32)));

        var moves = Task.Run(() => MoveAllAsync(new LaneMove(Hall, Annex, Then, Take: 10)), Stop);
        var intents = await Task.WhenAll(letters.Reverse().Select(letter => Task.Run(() =>
            Store.WriteAsync(new ProgressWrite(letter.Row.Id, new WriteGuard.OfVersion(letter.Version), Sending(Guid.NewGuid())), Stop), Stop)));
        var moved = (await moves).Sum();

        var after = await Task.WhenAll(letters.Reverse().Select(letter => Store.FindDispatchAsync(letter.Row.Id, Stop)));
        Assert.Equal(letters.Length, moved + intents.Count(intent => intent.IsWritten));
        Assert.All(after.Zip(intents), pair => Assert.Equal(
            pair.Second.IsWritten ? (Hall, DispatchState.Sending) : (Annex, DispatchState.Pending),
            (pair.First!.Row.Lane, pair.First.Progress.State)));
    }

    private static DispatchProgress Held(ReasonCode reason) => new() { State = DispatchState.Held, Reason = reason, ChangedAt = Now };

    private async Task<DispatchRecord> AcceptLetterAsync(
        string number, DispatchProgress progress, string lane = Hall, int queue = 0, string? runId = null, string? batch = null, int shard = 7)
    {
        var letter = DispatchOf(number, "letter", kind: DispatchKind.Post, lane: lane, progress: progress, runId: runId, shard: shard, queue: queue);
        return Assert.Single((await Store.AcceptAsync(Invoice(number, runId: runId, dispatches: letter with { Row = letter.Row with { Batch = batch } }), Stop)).Invoice.Dispatches);
    }

    /// <summary>As a caller does: on until two steps in a row have moved nothing.</summary>
    private async Task<List<int>> MoveAllAsync(LaneMove move)
    {
        var counts = new List<int>();
        while (counts.Count < 2 || counts[^1] > 0 || counts[^2] > 0)
        {
            var step = await Store.MoveAsync(move, Stop);
            move = move with { AfterId = step.Count > 0 ? step.LastId : 0 };
            counts.Add(step.Count);
        }

        return counts;
    }

    private async Task<IEnumerable<(DispatchState, DateTimeOffset?)>> StatesAsync(params DispatchRecord[] letters) =>
        [.. (await ReadAsync(letters)).Select(letter => (letter.Progress.State, letter.Progress.DueAt))];

    private async Task<IEnumerable<string>> LanesAsync(params DispatchRecord[] letters) => [.. (await ReadAsync(letters)).Select(letter => letter.Row.Lane)];

    private async Task<DispatchRecord[]> ReadAsync(DispatchRecord[] letters) => (await Task.WhenAll(letters.Select(letter => Store.FindDispatchAsync(letter.Row.Id, Stop))))!;
}
