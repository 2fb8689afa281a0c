using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Storage.Dispatches;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class DispatchingTests
{
    [Fact]
    public async Task Deferred_Twice_IsDeliveredInTheThirdAttemptAndAllAreShown()
    {
        var email = ScriptedChannel.Email(ScriptedChannel.Deferred, ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        var dispatch = Assert.Single(settled.Dispatches);
        Assert.Equal(
            [(1, OutcomeKind.Deferred, ReasonCode.ConnectRefused, "451"), (2, OutcomeKind.Deferred, ReasonCode.ConnectRefused, "451"), (3, OutcomeKind.Delivered, null, null)],
            dispatch.Attempts.Select(attempt => (attempt.Number, attempt.Outcome!.Value, attempt.Reason, attempt.ProtocolCode)));
        Assert.All(dispatch.Attempts, attempt => Assert.True(attempt.EndedAt >= attempt.StartedAt));
        Assert.False(dispatch.PossibleDuplicate);
        Assert.Single(email.Sent.Select(shipment => (shipment.Key, shipment.Name, shipment.Document, shipment.RecipientEmail, shipment.FinalizedAt)).Distinct());
    }

    [Fact]
    public async Task Refused_WithAFallback_ActivatesItOnceAndShowsBoth()
    {
        var (email, post) = (ScriptedChannel.Email(ScriptedChannel.Refused), ScriptedChannel.Post());
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail", fallback: "letter"), ByPost("letter")], email, post);

        var receipt = await engine.FinalizeAsync("R-1");
        var settled = await engine.SettleAsync(receipt);

        Assert.Equal([DispatchState.Refused, DispatchState.Delivered], settled.Dispatches.Select(dispatch => dispatch.State));
        Assert.Equal(ReasonCode.RecipientRefused, settled.Dispatches[0].Reason);
        Assert.Equal((1, 1), (email.Sent.Count, post.Sent.Count));
        Assert.Equal(InvoiceState.NeedsCare, settled.State);
    }

    [Fact]
    public async Task Refused_TwoThatShareOneFallback_SendItOnce()
    {
        var (email, post) = (ScriptedChannel.Email(ScriptedChannel.Refused), ScriptedChannel.Post());
        await using var engine = await TestEngine.StartWithAsync([ByEmail("a", fallback: "letter"), ToIndividual("b") with { Fallback = "letter" }, ByPost("letter")], email, post);

        await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal((2, 1), (email.Sent.Count, post.Sent.Count));
    }

    [Fact]
    public async Task Delivered_WithAFallback_LeavesItInStandbyAndIsSettled()
    {
        var post = ScriptedChannel.Post();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail", fallback: "letter"), ByPost("letter")], ScriptedChannel.Email(), post);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal((InvoiceState.Settled, DispatchState.Standby), (settled.State, settled.Dispatches[1].State));
        Assert.Empty(post.Sent);
    }

    [Fact]
    public async Task Unknown_Email_IsResentTheSameAndMarked()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SendBudget = TimeSpan.FromSeconds(1) }.Answering(ScriptedChannel.Unknown);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        var dispatch = Assert.Single(settled.Dispatches);
        Assert.Equal((DispatchState.Delivered, true, 2), (dispatch.State, dispatch.PossibleDuplicate, dispatch.Attempts.Count));
        Assert.Equal(OutcomeKind.Unknown, dispatch.Attempts[0].Outcome);
    }

    [Fact]
    public async Task Unknown_Letter_IsHeldUntilAPersonRetriesIt()
    {
        var post = ScriptedChannel.Post(ScriptedChannel.Unknown);
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter")], post);

        var held = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));
        var sentBefore = post.Sent.Count;
        var answer = await engine.Client.Dispatch(held.Dispatches[0]).RetryAsync();
        var settled = await engine.SettleAsync(await engine.WaitAsync(held, view => view.Dispatches[0].State != DispatchState.Held));

        Assert.Equal((InvoiceState.NeedsCare, DispatchState.Held, ReasonCode.ConnectionLost), (held.State, held.Dispatches[0].State, held.Dispatches[0].Reason));
        Assert.Equal((1, DispatchCommandResult.Done), (sentBefore, answer.Result));
        Assert.Equal((DispatchState.Delivered, true), (settled.Dispatches[0].State, settled.Dispatches[0].PossibleDuplicate));
    }

    [Fact]
    public async Task Submitted_IsAskedUntilItIsDone()
    {
        var post = new ScriptedChannel(DispatchKind.Post, "default");
        var askCount = 0;
        post.OnSend = (_, _) => Task.FromResult<AttemptOutcome>(new AttemptOutcome.Submitted("job-7", TimeSpan.FromMilliseconds(10)));
        post.OnAsk = _ => ++askCount < 3 ? new AttemptOutcome.Submitted("job-7", TimeSpan.FromMilliseconds(10)) : ScriptedChannel.Delivered;
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter")], post);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal((DispatchState.Delivered, 3, 1), (settled.Dispatches[0].State, askCount, post.Sent.Count));
    }

    [Fact]
    public async Task Throws_BrokenChannel_IsUnknownAndNothingIsLost()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SendBudget = TimeSpan.FromSeconds(1) };
        email.OnSend = (shipment, _) => shipment.Attempt == 1 ? throw new InvalidOperationException($"broken for {Email}") : Task.FromResult(ScriptedChannel.Delivered);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal([OutcomeKind.Unknown, OutcomeKind.Delivered], settled.Dispatches[0].Attempts.Select(attempt => attempt.Outcome!.Value));
    }

    [Fact]
    public async Task Hangs_OneChannel_NeverDelaysTheOther()
    {
        var hung = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = 2, OnSend = (_, _) => hung.Task };
        var post = ScriptedChannel.Post(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")], email, post);

        // So many that every shard has an e-mail due that finds no slot; each letter needs the scan for its second attempt.
        var receipts = await Task.WhenAll(Enumerable.Range(0, 70).Select(i => engine.FinalizeAsync($"R-{i}")));
        foreach (var receipt in receipts)
            await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal(2, email.Sent.Count);
        hung.SetResult(ScriptedChannel.Delivered);
        foreach (var receipt in receipts)
            await engine.SettleAsync(receipt);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task SlotsExhausted_ManyInvoices_AllGoOutAndNeverMoreAtOnce(int slotCount)
    {
        var (open, most) = (0, 0);
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = slotCount };
        email.OnSend = async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref open));
            await Task.Yield();
            Interlocked.Decrement(ref open);
            return ScriptedChannel.Delivered;
        };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => engine.FinalizeAsync($"R-{i}")));
        foreach (var receipt in receipts)
            Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(receipt)).Dispatches[0].State);

        Assert.Equal(50, email.Sent.Count);
        Assert.InRange(most, 1, slotCount);
    }

    [Fact]
    public async Task OverstaysItsDeadline_OneAttempt_DoesNotKeepItsShardFromGoingOn()
    {
        var hung = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = 2, SendBudget = TimeSpan.FromMilliseconds(100) };
        var numbers = SameShard(4);
        email.OnSend = (shipment, _) => shipment.InvoiceNumber == numbers[0] ? hung.Task
            : Task.FromResult(shipment.Attempt == 1 ? ScriptedChannel.Deferred : ScriptedChannel.Delivered);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var first = await engine.FinalizeAsync(numbers[0]);
        await email.NextAsync();
        await engine.WaitAsync(first, view => view.Dispatches[0].DueAt < DateTimeOffset.UtcNow);
        var others = new List<InvoiceView>();
        foreach (var number in numbers.Skip(1))
            others.Add(await engine.FinalizeAsync(number));
        foreach (var other in others)
            Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(other)).Dispatches[0].State);

        Assert.Equal(DispatchState.Sending, (await engine.WaitAsync(first, _ => true)).Dispatches[0].State);
        hung.SetResult(ScriptedChannel.Delivered);
        await engine.SettleAsync(first);
    }

    private static List<string> SameShard(int count) =>
        [.. Enumerable.Range(0, 10_000).Select(i => $"S-{i}").Where(number => Shards.Of(new DispatchId(BillerId, number, "mail")) == 0).Take(count)];

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = most; value > seen; seen = most)
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
