using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database under <see cref="IDispatchStore"/> must do: accepting, writing, and reading back. Each database's tests inherit it.</summary>
public abstract class DispatchStoreCompliance : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IDispatchStore Store { get; private set; } = null!;

    protected ICatalogStore Catalog { get; private set; } = null!;

    public async ValueTask InitializeAsync() => (Store, Catalog) = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<(IDispatchStore Store, ICatalogStore Catalog)> OpenAsync();

    [Fact]
    public async Task Accept_NewInvoice_ReturnsTheRowsAsTheyStand()
    {
        var invoice = Invoice("10-1", runId: "run-9", dispatches:
        [
            DispatchOf("10-1", fallback: "letter", runId: "run-9"),
            DispatchOf("10-1", "letter", kind: DispatchKind.Post, lane: "post/hall", progress: Standby(), runId: "run-9"),
        ]);

        var accepted = await Store.AcceptAsync(invoice, Stop);

        Assert.True(accepted.IsNew);
        var record = accepted.Invoice;
        Assert.Equal(Text(invoice.Row with { Id = record.Row.Id, Name = "10-1" }), Text(record.Row));
        Assert.Equal(invoice.Dispatches.Select((d, i) => Text(d.Row with { Id = record.Dispatches[i].Row.Id })), record.Dispatches.Select(d => Text(d.Row)));
        Assert.Equal(invoice.Dispatches.Select(d => Text(d.Progress)), record.Dispatches.Select(d => Text(d.Progress)));
        Assert.All(record.Dispatches, d => Assert.Equal((1, record.Row), (d.Version, d.Invoice)));
        Assert.Equal(Text(record), Text(await Store.FindInvoiceAsync("genevoise", "10-1", Stop)));
    }

    [Fact]
    public async Task Accept_SameInvoiceAgain_ReturnsWhatStoodThere()
    {
        var first = await Store.AcceptAsync(Invoice("10-1"), Stop);
        await Store.WriteAsync(new ProgressWrite(first.Invoice.Dispatches[0].Row.Id, new WriteGuard.OfVersion(1), Sending(Guid.NewGuid())), Stop);

        var second = await Store.AcceptAsync(Invoice("10-1", dispatches: DispatchOf("10-1", "other")), Stop);

        Assert.False(second.IsNew);
        Assert.Equal(first.Invoice.Row.Id, second.Invoice.Row.Id);
        var dispatch = Assert.Single(second.Invoice.Dispatches);
        Assert.Equal((2, DispatchState.Sending, "mail"), (dispatch.Version, dispatch.Progress.State, dispatch.Row.DispatchId.Definition));
    }

    [Fact]
    public async Task Accept_SameInvoiceByManyAtOnce_IsNewForOneOfThem()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Store.AcceptAsync(Invoice("10-1"), Stop)));

        Assert.Single(results, result => result.IsNew);
        Assert.Single(results.Select(result => result.Invoice.Row.Id).Distinct());
    }

    [Fact]
    public async Task Accept_NumberOfAnotherBiller_GetsTheLongName()
    {
        var first = await Store.AcceptAsync(Invoice("10-1", "genevoise"), Stop);

        var second = await Store.AcceptAsync(Invoice("10-1", "vaudoise"), Stop);

        Assert.Equal(("10-1", "vaudoise/10-1"), (first.Invoice.Row.Name, second.Invoice.Row.Name));
        Assert.Equal(2, (await Store.FindInvoicesAsync("10-1", Stop)).Count);
        Assert.Equal("vaudoise", Assert.Single(await Store.FindInvoicesAsync("vaudoise/10-1", Stop)).Row.Biller);
    }

    [Fact]
    public async Task Accept_BothNamesTaken_IsRefusedForCertain()
    {
        await Store.AcceptAsync(Invoice("1", "a"), Stop);
        await Store.AcceptAsync(Invoice("b/1", "a"), Stop);

        var error = await Assert.ThrowsAsync<StorageException>(() => Store.AcceptAsync(Invoice("1", "b"), Stop));

        Assert.False(error.IsUncertain);
        Assert.Null(await Store.FindInvoiceAsync("b", "1", Stop));
    }

    [Fact]
    public async Task Accept_WithoutDispatches_Throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.AcceptAsync(Invoice("1") with { Dispatches = [] }, Stop));

    [Fact]
    public async Task Accept_SameDefinitionTwice_WritesNothing()
    {
        await Assert.ThrowsAsync<StorageException>(() => Store.AcceptAsync(Invoice("1", dispatches: [DispatchOf("1"), DispatchOf("1")]), Stop));

        Assert.Null(await Store.FindInvoiceAsync("genevoise", "1", Stop));
    }

    [Fact]
    public async Task Accept_FinerThanMilliseconds_IsCutOff()
    {
        var instant = Now.AddTicks(4567);
        var invoice = Invoice("1", dispatches: DispatchOf("1", progress: Pending(instant)));

        var accepted = await Store.AcceptAsync(invoice with { Row = invoice.Row with { FinalizedAt = instant.ToOffset(TimeSpan.FromHours(2)) } }, Stop);

        Assert.Equal((Now, Now), (accepted.Invoice.Row.FinalizedAt, accepted.Invoice.Dispatches[0].Progress.DueAt));
        Assert.Equal(TimeSpan.Zero, accepted.Invoice.Row.FinalizedAt.Offset);
    }

    [Fact]
    public async Task Write_OfItsVersion_ReplacesTheProgress()
    {
        var id = await AcceptOneAsync("1");
        var next = Ended(DispatchState.Deferred, Guid.NewGuid(), OutcomeKind.Deferred, ReasonCode.Other) with
        {
            DueAt = Now.AddHours(1),
            Requested = DispatchRequest.Hold,
            IsPossibleDuplicate = true,
            History = Attempts(3),
        };

        var result = await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(1), next), Stop);

        Assert.Equal(new WriteResult(IsWritten: true, Version: 2, FallbackActivated: false), result);
        var record = await FindAsync("1");
        Assert.Equal((2, Text(next)), (record.Version, Text(record.Progress)));
    }

    [Fact]
    public async Task Write_OfAnotherVersion_ChangesNothing()
    {
        var id = await AcceptOneAsync("1");

        var result = await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(2), Ended(DispatchState.Held), "letter"), Stop);

        Assert.False(result.IsWritten);
        Assert.Equal((1, DispatchState.Pending), ((await FindAsync("1")).Version, (await FindAsync("1")).Progress.State));
    }

    [Fact]
    public async Task Write_UnknownRow_ChangesNothing() =>
        Assert.False((await Store.WriteAsync(new ProgressWrite(99, new WriteGuard.OfVersion(1), Ended(DispatchState.Held)), Stop)).IsWritten);

    [Theory]
    [InlineData(true, DispatchRequest.Cancel, true)]
    [InlineData(true, DispatchRequest.None, false)]
    [InlineData(false, DispatchRequest.Cancel, false)]
    public async Task Write_OfAttempt_NeedsTokenAndKnownRequest(bool ownToken, DispatchRequest known, bool expected)
    {
        var token = Guid.NewGuid();
        var id = await AcceptOneAsync("1");
        await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(1), Sending(token)), Stop);
        await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(2), Sending(token) with { Requested = DispatchRequest.Cancel }), Stop);

        var guard = new WriteGuard.OfAttempt(ownToken ? token : Guid.NewGuid(), known);
        var result = await Store.WriteAsync(new ProgressWrite(id, guard, Ended(DispatchState.Delivered, token)), Stop);

        Assert.Equal(expected, result.IsWritten);
    }

    [Fact]
    public async Task Write_OfAttemptThatHasEnded_ChangesNothing()
    {
        var token = Guid.NewGuid();
        var id = await AcceptOneAsync("1");
        await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(1), Sending(token)), Stop);
        var outcome = new ProgressWrite(id, new WriteGuard.OfAttempt(token, DispatchRequest.None), Ended(DispatchState.Delivered, token));
        await Store.WriteAsync(outcome, Stop);

        var again = await Store.WriteAsync(outcome, Stop);

        Assert.False(again.IsWritten);
        Assert.Equal(3, (await FindAsync("1")).Version);
    }

    [Fact]
    public async Task Write_MoreThanTwentyPastAttempts_KeepsTheLast()
    {
        var id = await AcceptOneAsync("1");

        await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(1), Ended(DispatchState.Deferred) with { History = Attempts(23) }), Stop);

        Assert.Equal(Text(Attempts(23).Skip(3)), Text((await FindAsync("1")).Progress.History));
    }

    [Fact]
    public async Task Write_Fallback_ActivatesTheStandbyRowOnce()
    {
        var accepted = await Store.AcceptAsync(Invoice("1", dispatches:
        [
            DispatchOf("1", "mail", fallback: "letter"), DispatchOf("1", "ebill", fallback: "letter"), DispatchOf("1", "letter", progress: Standby()),
        ]), Stop);
        await Store.AcceptAsync(Invoice("2", dispatches: DispatchOf("2", "letter", progress: Standby())), Stop);
        var refused = Ended(DispatchState.Refused, outcome: OutcomeKind.Refused, reason: ReasonCode.RecipientRefused);

        var first = await Store.WriteAsync(new ProgressWrite(accepted.Invoice.Dispatches[0].Row.Id, new WriteGuard.OfVersion(1), refused, "letter"), Stop);
        var second = await Store.WriteAsync(new ProgressWrite(accepted.Invoice.Dispatches[1].Row.Id, new WriteGuard.OfVersion(1), refused, "letter"), Stop);

        Assert.Equal((true, false), (first.FallbackActivated, second.FallbackActivated));
        var letter = await FindAsync("1", "letter");
        Assert.Equal((2, Text(Standby() with { State = DispatchState.Pending, DueAt = refused.ChangedAt, ChangedAt = refused.ChangedAt })), (letter.Version, Text(letter.Progress)));
        Assert.Equal(DispatchState.Standby, (await FindAsync("2", "letter")).Progress.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_FallbackOfWhatMayHaveArrived_IsMarkedToo(bool isPossibleDuplicate)
    {
        var accepted = await Store.AcceptAsync(Invoice("1", dispatches: [DispatchOf("1", "mail", fallback: "letter"), DispatchOf("1", "letter", progress: Standby())]), Stop);
        var bounced = Ended(DispatchState.Bounced, reason: ReasonCode.RecipientRefused) with { IsPossibleDuplicate = isPossibleDuplicate };

        await Store.WriteAsync(new ProgressWrite(accepted.Invoice.Dispatches[0].Row.Id, new WriteGuard.OfVersion(1), bounced, "letter"), Stop);

        Assert.Equal((DispatchState.Pending, isPossibleDuplicate), ((await FindAsync("1", "letter")).Progress.State, (await FindAsync("1", "letter")).Progress.IsPossibleDuplicate));
    }

    [Fact]
    public async Task Write_FallbackUnderAFailedGuard_ActivatesNothing()
    {
        var accepted = await Store.AcceptAsync(Invoice("1", dispatches: [DispatchOf("1"), DispatchOf("1", "letter", progress: Standby())]), Stop);

        var result = await Store.WriteAsync(
            new ProgressWrite(accepted.Invoice.Dispatches[0].Row.Id, new WriteGuard.OfVersion(7), Ended(DispatchState.Refused), "letter"), Stop);

        Assert.Equal((false, false), (result.IsWritten, result.FallbackActivated));
        Assert.Equal(DispatchState.Standby, (await FindAsync("1", "letter")).Progress.State);
    }

    [Fact]
    public async Task Write_SixtyFourWritersOnOneRow_LosesNoUpdate()
    {
        const int writes = 5;
        var id = await AcceptOneAsync("1");

        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            for (var written = 0; written < writes;)
            {
                var record = await FindAsync("1");
                var next = record.Progress with { Attempt = record.Progress.Attempt + 1 };
                if ((await Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(record.Version), next), Stop)).IsWritten)
                    written++;
            }
        }));

        var final = await FindAsync("1");
        Assert.Equal((64 * writes, 64 * writes + 1), (final.Progress.Attempt, (int)final.Version));
    }

    [Fact]
    public async Task Write_CancelledBeforeItWasTaken_IsNotWritten()
    {
        var id = await AcceptOneAsync("1");
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.WriteAsync(new ProgressWrite(id, new WriteGuard.OfVersion(1), Ended(DispatchState.Held)), cancelled.Token));

        Assert.Equal(1, (await FindAsync("1")).Version);
    }

    protected async Task<long> AcceptOneAsync(string number) => (await Store.AcceptAsync(Invoice(number), Stop)).Invoice.Dispatches[0].Row.Id;

    protected async Task<DispatchRecord> FindAsync(string number, string definition = "mail", string biller = "genevoise") =>
        await Store.FindDispatchAsync(new DispatchId(biller, number, definition), Stop) ?? throw new InvalidOperationException("No such dispatch.");
}
