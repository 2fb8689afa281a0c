using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database must answer about work queues: what is due, what is open, and where. Each database's tests inherit it.</summary>
public abstract class WorkQueueCompliance : DispatchStoreCompliance
{
    [Fact]
    public async Task ListDue_SeveralRows_GivesTheDueOnesInDueOrder()
    {
        await AcceptDueAsync("1", Now.AddSeconds(5));
        await AcceptDueAsync("2", Now);
        await AcceptDueAsync("3", Now.AddSeconds(6));
        await AcceptDueAsync("4", Now, lane: "post/hall");
        await AcceptDueAsync("5", Now, shard: 8);

        var due = await Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now.AddSeconds(5), 10, Stop);
        var first = await Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now.AddSeconds(5), 1, Stop);

        Assert.Equal(["2", "1"], due.Select(record => record.Invoice.Number));
        Assert.Equal(["2"], first.Select(record => record.Invoice.Number));
        Assert.Empty(await Store.ListDueAsync(7, Own("email/nowhere"), LongAgo, Now.AddSeconds(5), 10, Stop));
        Assert.Equal(["1"], (await Store.ListDueAsync(7, Own("email/relay"), Now.AddSeconds(1), Now.AddSeconds(5), 10, Stop)).Select(record => record.Invoice.Number));
    }

    [Fact]
    public async Task ListDueQueues_SeveralQueues_GivesThoseAskedForThatHaveADueRow()
    {
        await AcceptDueAsync("1", Now, lane: "post/hall");
        await AcceptDueAsync("2", Now);
        await AcceptDueAsync("3", Now, queue: 4);
        await AcceptDueAsync("4", Now.AddHours(1), lane: "archive/store");
        await AcceptDueAsync("5", Now, lane: "einvoice/partner", shard: 8);
        WorkQueue[] all = [Own("archive/store"), Own("einvoice/partner"), Own("email/relay"), new("email/relay", 4), new("email/relay", 5), Own("post/hall")];

        Assert.Equal([Own("email/relay"), new("email/relay", 4), Own("post/hall")], await Store.ListDueQueuesAsync(7, Now, all.ToDictionary(queue => queue, _ => LongAgo), Stop));
        Assert.Equal(
            [Own("post/hall")],
            await Store.ListDueQueuesAsync(7, Now, new Dictionary<WorkQueue, DateTimeOffset> { [Own("email/relay")] = Now.AddSeconds(1), [Own("post/hall")] = Now.AddSeconds(-1) }, Stop));
    }

    [Fact]
    public async Task ListDue_OfAQueue_GivesItsRowsAlone()
    {
        await AcceptDueAsync("1", Now);
        await AcceptDueAsync("2", Now.AddSeconds(-1), queue: 4);
        await AcceptDueAsync("3", Now, queue: 4);

        var due = await Store.ListDueAsync(7, new WorkQueue("email/relay", 4), LongAgo, Now, 10, Stop);

        Assert.Equal(["2", "3"], due.Select(record => record.Invoice.Number));
        Assert.All(due, record => Assert.Equal(4, record.Row.Queue));
        Assert.Equal(["1"], (await Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now, 10, Stop)).Select(record => record.Invoice.Number));
        Assert.Equal(Now.AddSeconds(-1), await Store.FindNextDueAsync(Stop));
    }

    [Fact]
    public async Task ListOpenQueues_SeveralQueues_GivesThoseWithAnOpenRowDueOrNot()
    {
        await AcceptDueAsync("1", Now.AddHours(1), lane: "post/hall", queue: 9);
        await AcceptDueAsync("2", Now);
        await AcceptDueAsync("3", Now, queue: 4);
        await AcceptDueAsync("4", Now, queue: 4);
        await AcceptDueAsync("5", Now, queue: 7);
        await AcceptDueAsync("6", Now, lane: "einvoice/partner", shard: 8);
        await Store.AcceptAsync(Invoice("7", dispatches: DispatchOf("7", progress: Ended(DispatchState.Delivered), shard: 7, queue: 8)), Stop);

        Assert.Equal([Own("email/relay"), new("email/relay", 4), new("email/relay", 7), new("post/hall", 9)], await Store.ListOpenQueuesAsync(7, Stop));
    }

    protected Task<AcceptResult> AcceptDueAsync(string number, DateTimeOffset dueAt, string lane = "email/relay", int shard = 7, int queue = 0) =>
        Store.AcceptAsync(Invoice(number, dispatches: DispatchOf(number, lane: lane, progress: Pending(dueAt), shard: shard, queue: queue)), Stop);
}
