using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database must answer: states, lists, counts and the catalog. Each database's tests inherit it.</summary>
public abstract class DispatchReadCompliance : LaneMoveCompliance
{
    [Fact]
    public async Task Find_NothingThere_IsNullOrEmpty()
    {
        Assert.Null(await Store.FindInvoiceAsync("genevoise", "1", Stop));
        Assert.Null(await Store.FindDispatchAsync(new DispatchId("genevoise", "1", "mail"), Stop));
        Assert.Null(await Store.FindDispatchAsync(1, Stop));
        Assert.Empty(await Store.FindInvoicesAsync("1", Stop));
        Assert.Null(await Store.FindNextDueAsync(Stop));
        Assert.Empty(await Store.CountAsync(null, Stop));
    }

    [Theory]
    [InlineData(DispatchState.Standby, false)]
    [InlineData(DispatchState.Pending, true)]
    [InlineData(DispatchState.Sending, true)]
    [InlineData(DispatchState.Submitted, true)]
    [InlineData(DispatchState.Deferred, true)]
    [InlineData(DispatchState.Delivered, false)]
    [InlineData(DispatchState.Confirmed, false)]
    [InlineData(DispatchState.Bounced, false)]
    [InlineData(DispatchState.Refused, false)]
    [InlineData(DispatchState.Unknown, true)]
    [InlineData(DispatchState.Held, false)]
    [InlineData(DispatchState.Cancelled, false)]
    public async Task ListDue_StateWithADueTime_IsGivenIfOpen(DispatchState state, bool expected)
    {
        await Store.AcceptAsync(Invoice("1", dispatches: DispatchOf("1", progress: Pending(Now) with { State = state }, shard: 7)), Stop);

        Assert.Equal(expected ? 1 : 0, (await Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now, 10, Stop)).Count);
        Assert.Equal(expected ? Now : null, await Store.FindNextDueAsync(Stop));
    }

    [Fact]
    public async Task FindDispatch_ByTheNumberOfItsRow_IsThatRow()
    {
        var accepted = await Store.AcceptAsync(Invoice("1", dispatches: [DispatchOf("1"), DispatchOf("1", "letter", progress: Standby())]), Stop);
        var letter = accepted.Invoice.Dispatches[1];

        Assert.Equal(Text(letter), Text(await Store.FindDispatchAsync(letter.Row.Id, Stop)));
        Assert.Null(await Store.FindDispatchAsync(letter.Row.Id + 1, Stop));
    }

    [Fact]
    public async Task ExpireAttempts_SeveralStates_MovesOnlyDeadlinesOfOpenAttempts()
    {
        await AcceptAsync("1", DispatchState.Sending, Now.AddMinutes(12));
        await AcceptAsync("2", DispatchState.Sending, Now.AddSeconds(-5));
        await AcceptAsync("3", DispatchState.Deferred, Now.AddMinutes(12));

        Assert.Equal(2, await Store.ExpireAttemptsAsync(Now, Stop));

        var due = await Store.ListDueAsync(7, Own("email/relay"), LongAgo, Now, 10, Stop);
        Assert.Equal(["2", "1"], due.Select(record => record.Invoice.Number));
        Assert.Equal([Now.AddSeconds(-5), Now], due.Select(record => record.Progress.DueAt!.Value));
        Assert.All(due, record => Assert.Equal(2, record.Version));

        Task AcceptAsync(string number, DispatchState state, DateTimeOffset dueAt) => Store.AcceptAsync(
            Invoice(number, dispatches: DispatchOf(number, progress: Pending(dueAt) with { State = state }, shard: 7)), Stop);
    }

    [Fact]
    public async Task FindNextDue_SeveralShardsAndLanes_IsTheEarliest()
    {
        await AcceptDueAsync("1", Now.AddSeconds(9), shard: 0);
        await AcceptDueAsync("2", Now.AddSeconds(4), shard: 31, lane: "post/hall");
        await Store.AcceptAsync(Invoice("3", dispatches: DispatchOf("3", progress: Standby())), Stop);

        Assert.Equal(Now.AddSeconds(4), await Store.FindNextDueAsync(Stop));
    }

    [Fact]
    public async Task ListDispatches_EachFilter_GivesOnlyItsRows()
    {
        await Store.AcceptAsync(Invoice("1", runId: "run-1"), Stop);
        await Store.AcceptAsync(Invoice("2", biller: "vaudoise"), Stop);
        await Store.AcceptAsync(Invoice("3", dispatches: DispatchOf("3", kind: DispatchKind.Post, lane: "post/hall")), Stop);
        await Store.AcceptAsync(Invoice("4", dispatches: DispatchOf("4", progress: Ended(DispatchState.Refused, reason: ReasonCode.Timeout))), Stop);
        await Store.AcceptAsync(Invoice("5", dispatches: DispatchOf("5", progress: Ended(DispatchState.Delivered))), Stop);

        Assert.Equal("1 2 3 4 5", await ListAsync(new DispatchFilter()));
        Assert.Equal("1", await ListAsync(new DispatchFilter(RunId: "run-1")));
        Assert.Equal("2", await ListAsync(new DispatchFilter(Biller: "vaudoise")));
        Assert.Equal("3", await ListAsync(new DispatchFilter(Kind: DispatchKind.Post)));
        Assert.Equal("4", await ListAsync(new DispatchFilter(State: DispatchState.Refused)));
        Assert.Equal("5", await ListAsync(new DispatchFilter(State: DispatchState.Delivered)));
        Assert.Equal("4", await ListAsync(new DispatchFilter(Reason: ReasonCode.Timeout)));
        Assert.Equal("", await ListAsync(new DispatchFilter(State: DispatchState.Refused, Kind: DispatchKind.Post, RunId: "run-1", Biller: "vaudoise", Reason: ReasonCode.Other)));
    }

    [Fact]
    public async Task ListDispatches_Pages_CoverAllOnce()
    {
        for (var i = 1; i <= 5; i++)
            await Store.AcceptAsync(Invoice($"{i}"), Stop);

        var first = await Store.ListDispatchesAsync(new DispatchFilter(State: DispatchState.Pending, Take: 2), Stop);
        var second = await Store.ListDispatchesAsync(new DispatchFilter(State: DispatchState.Pending, AfterId: first[^1].Row.Id, Take: 3), Stop);

        Assert.Equal(["1", "2", "3", "4", "5"], first.Concat(second).Select(record => record.Invoice.Number));
    }

    [Fact]
    public async Task ListInvoices_FiltersAndPages_GiveWholeInvoicesOldestFirst()
    {
        for (var i = 1; i <= 4; i++)
            await Store.AcceptAsync(Invoice($"{i}", runId: i % 2 == 0 ? "run-1" : null, dispatches: [DispatchOf($"{i}"), DispatchOf($"{i}", "archive")]), Stop);
        await Store.AcceptAsync(Invoice("5", biller: "vaudoise"), Stop);

        var page = await Store.ListInvoicesAsync(new InvoiceFilter(Take: 2), Stop);
        var next = await Store.ListInvoicesAsync(new InvoiceFilter(AfterId: page[^1].Row.Id, Take: 2), Stop);

        Assert.Equal(["1", "2", "3", "4"], page.Concat(next).Select(invoice => invoice.Row.Number));
        Assert.All(page, invoice => Assert.Equal(["mail", "archive"], invoice.Dispatches.Select(dispatch => dispatch.Row.DispatchId.Definition)));
        Assert.Equal(["2", "4"], (await Store.ListInvoicesAsync(new InvoiceFilter(RunId: "run-1"), Stop)).Select(invoice => invoice.Row.Number));
        Assert.Equal("5", Assert.Single(await Store.ListInvoicesAsync(new InvoiceFilter(Biller: "vaudoise"), Stop)).Row.Number);
        Assert.Equal("3", Assert.Single(await Store.ListInvoicesAsync(new InvoiceFilter(Biller: "genevoise", Subscription: "S-3"), Stop)).Row.Number);
    }

    [Fact]
    public async Task Count_SeveralStatesAndLanes_CountsEachSinceTheOldest()
    {
        var older = Invoice("1", runId: "run-1");
        await Store.AcceptAsync(older with { Row = older.Row with { FinalizedAt = Now.AddDays(-1) } }, Stop);
        await Store.AcceptAsync(Invoice("2"), Stop);
        await Store.AcceptAsync(Invoice("3", dispatches: DispatchOf("3", progress: Ended(DispatchState.Delivered))), Stop);
        await Store.AcceptAsync(Invoice("4", dispatches: DispatchOf("4", kind: DispatchKind.Post, lane: "post/hall")), Stop);

        DispatchCount[] all =
        [
            new(DispatchKind.Email, "email/relay", DispatchState.Pending, 2, Now.AddDays(-1)),
            new(DispatchKind.Email, "email/relay", DispatchState.Delivered, 1, Now),
            new(DispatchKind.Post, "post/hall", DispatchState.Pending, 1, Now),
        ];
        Assert.Equal(all, await Store.CountAsync(null, Stop));
        Assert.Equal([all[0] with { Count = 1 }], await Store.CountAsync("run-1", Stop));
        Assert.Empty(await Store.CountAsync("run-2", Stop));
        Assert.Equal(all.Where(count => count.State == DispatchState.Pending), await Store.CountUnsettledAsync(Stop));
    }

    [Fact]
    public async Task CountUnsettled_EveryState_LeavesOutTheGoodEnds()
    {
        DispatchState[] states = Enum.GetValues<DispatchState>();
        foreach (var state in states)
            await Store.AcceptAsync(Invoice($"{state}", dispatches: DispatchOf($"{state}", progress: Pending(Now) with { State = state })), Stop);

        var counted = (await Store.CountUnsettledAsync(Stop)).Select(count => count.State);

        Assert.Equal(states.Except([DispatchState.Delivered, DispatchState.Confirmed, DispatchState.Cancelled]), counted);
    }

    [Fact]
    public async Task Catalog_EntryPutAgain_IsReplaced()
    {
        await Catalog.PutSubscriptionAsync(new SubscriptionEntry("genevoise", "S-1", "C-1", Language.Fr, 2), Stop);
        var latest = new SubscriptionEntry("genevoise", "S-1", "C-2", Language.De, 3);

        await Catalog.PutSubscriptionAsync(latest, Stop);

        Assert.Equal([latest], await Catalog.ListSubscriptionsAsync(cancellationToken: Stop));
    }

    [Fact]
    public async Task Catalog_Find_PrefersTheNumberToTheContract()
    {
        var one = new SubscriptionEntry("genevoise", "X", "C-1", Language.Fr, 1);
        var two = new SubscriptionEntry("vaudoise", "X", "C-1", Language.Fr, 1);
        var three = new SubscriptionEntry("genevoise", "Y", "X", Language.Fr, 1);
        foreach (var entry in new[] { one, two, three })
            await Catalog.PutSubscriptionAsync(entry, Stop);

        Assert.Equal([one, two], await Catalog.FindSubscriptionsAsync("X", cancellationToken: Stop));
        Assert.Equal([two], await Catalog.FindSubscriptionsAsync("X", "vaudoise", Stop));
        Assert.Equal([one, two], await Catalog.FindSubscriptionsAsync("C-1", cancellationToken: Stop));
        Assert.Empty(await Catalog.FindSubscriptionsAsync("Z", cancellationToken: Stop));
    }

    [Fact]
    public async Task Catalog_Pages_CoverAllOnce()
    {
        foreach (var (biller, number) in new[] { ("a", "2"), ("b", "1"), ("a", "1"), ("b", "2") })
            await Catalog.PutSubscriptionAsync(new SubscriptionEntry(biller, number, "C", Language.It, 1), Stop);

        var first = await Catalog.ListSubscriptionsAsync(take: 3, cancellationToken: Stop);
        var second = await Catalog.ListSubscriptionsAsync(afterBiller: first[^1].Biller, afterNumber: first[^1].Number, take: 3, cancellationToken: Stop);

        Assert.Equal(["a1", "a2", "b1", "b2"], first.Concat(second).Select(entry => entry.Biller + entry.Number));
        Assert.Equal(["b1", "b2"], (await Catalog.ListSubscriptionsAsync("b", cancellationToken: Stop)).Select(entry => entry.Biller + entry.Number));
    }

    [Fact]
    public async Task Catalog_Billers_AreSortedAndListedOnce()
    {
        foreach (var biller in new[] { "vaudoise", "genevoise", "vaudoise" })
            await Catalog.PutBillerAsync(biller, Stop);

        Assert.Equal(["genevoise", "vaudoise"], await Catalog.ListBillersAsync(Stop));
    }

    [Fact]
    public async Task Erase_OldInvoices_LoseTheirRecipientsAndNamedDetailsOnce()
    {
        await AcceptOldAsync("old", DispatchState.Delivered, Now.AddDays(-1));
        await AcceptOldAsync("refused", DispatchState.Refused, Now.AddDays(-1));
        await AcceptOldAsync("held", DispatchState.Held, Now.AddDays(-1));
        await AcceptOldAsync("young", DispatchState.Delivered, Now);

        var step = await Store.EraseAsync(Erasing, 0, Stop);
        var again = await Store.EraseAsync(Erasing, 0, Stop);

        Assert.Equal((2, true), (step.ErasedCount, step.IsLast));
        Assert.Equal((0, true), (again.ErasedCount, again.IsLast));
        var invoices = (await Store.ListInvoicesAsync(new InvoiceFilter(), Stop)).ToDictionary(invoice => invoice.Row.Number);
        foreach (var number in (string[])["old", "refused"])
        {
            var (row, dispatches) = invoices[number];
            Assert.Equal(Now.AddDays(2), row.ErasedAt);
            Assert.Equal("kept", Assert.Single(System.Text.Json.Nodes.JsonNode.Parse(row.Details)!.AsObject()).Key);
            Assert.Equal("nobody", dispatches[0].Row.Recipient);
            Assert.Equal(2, dispatches[0].Version);
        }

        foreach (var number in (string[])["held", "young"])
        {
            var (row, dispatches) = invoices[number];
            Assert.Null(row.ErasedAt);
            Assert.Contains("removed", row.Details, StringComparison.Ordinal);
            Assert.NotEqual("nobody", dispatches[0].Row.Recipient);
        }
    }

    [Fact]
    public async Task Erase_MoreThanAStep_GoesOnWhereItStopped()
    {
        for (var number = 0; number <= Erasure.StepSize; number += 50)
            await Task.WhenAll(Enumerable.Range(number, 50).Select(each => AcceptOldAsync($"{each}", DispatchState.Delivered, Now.AddDays(-1))));

        var first = await Store.EraseAsync(Erasing, 0, Stop);
        var second = await Store.EraseAsync(Erasing, first.LastId, Stop);

        Assert.Equal((Erasure.StepSize, false), (first.ErasedCount, first.IsLast));
        Assert.Equal((50, true), (second.ErasedCount, second.IsLast));
        Assert.Equal(new ErasureStep(0, second.LastId, IsLast: true), await Store.EraseAsync(Erasing, second.LastId, Stop));
    }

    private static Erasure Erasing => new(Now, Now.AddDays(2), "nobody", ["removed"]);

    private Task<AcceptResult> AcceptOldAsync(string number, DispatchState state, DateTimeOffset finalizedAt)
    {
        var invoice = Invoice(number, dispatches: DispatchOf(number, progress: Ended(state)));
        return Store.AcceptAsync(invoice with { Row = invoice.Row with { FinalizedAt = finalizedAt, Details = """{"kept":1,"removed":"somebody"}""" } }, Stop);
    }

    private async Task<string> ListAsync(DispatchFilter filter) =>
        string.Join(' ', (await Store.ListDispatchesAsync(filter, Stop)).Select(record => record.Invoice.Number));
}
