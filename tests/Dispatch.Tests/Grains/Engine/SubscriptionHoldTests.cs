using Dispatch.Abstractions;
using Dispatch.Channels;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class SubscriptionHoldTests
{
    [Fact]
    public async Task Hold_BeforeFinalizing_NothingIsSentUntilReleasedAndThenOnce()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var held = await Grain(engine).HoldAsync("address disputed", "anna");

        var receipt = await engine.FinalizeAsync("R-1");
        Assert.Equal((DispatchState.Held, ReasonCode.SubscriptionHeld, null), (receipt.Dispatches[0].State, receipt.Dispatches[0].Reason, receipt.Dispatches[0].DueAt));
        Assert.Empty(email.Sent);
        var released = await Grain(engine).ReleaseAsync("anna");
        var again = await Grain(engine).ReleaseAsync("anna");
        var settled = await engine.WaitAsync(receipt, view => view.State == InvoiceState.Settled);

        Assert.Equal(("address disputed", "anna"), (held.Subscription!.Hold!.Reason, held.Subscription.Hold.By));
        Assert.Null(released.Subscription!.Hold);
        Assert.True(again.IsAccepted);
        Assert.Equal((DispatchState.Delivered, 1), (settled.Dispatches[0].State, settled.Dispatches[0].Attempts.Count));
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Hold_OpenDeferred_IsHeldAndReleasedLater()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { FirstDelay = TimeSpan.FromMinutes(10) }.Answering(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var deferred = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Deferred);

        await Grain(engine).HoldAsync("disputed", "anna");
        var held = (await Grain(engine).GetInvoiceAsync("R-1"))!.Dispatches[0];
        await Grain(engine).ReleaseAsync("anna");
        var settled = await engine.WaitAsync(deferred, view => view.State == InvoiceState.Settled);

        Assert.Equal((DispatchState.Held, ReasonCode.SubscriptionHeld, null), (held.State, held.Reason, held.DueAt));
        Assert.Equal(2, settled.Dispatches[0].Attempts.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hold_WhileSending_IsHeldIfTheAttemptEndsDeferredUnlessReleasedBefore(bool isReleasedBefore)
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { FirstDelay = TimeSpan.FromMinutes(10), OnSend = (shipment, _) => shipment.Attempt == 1 ? gate.Task : Task.FromResult(ScriptedChannel.Delivered) };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        await Grain(engine).HoldAsync("disputed", "anna");
        if (isReleasedBefore)
            await Grain(engine).ReleaseAsync("anna");
        gate.SetResult(ScriptedChannel.Deferred);
        var ended = await engine.WaitAsync(receipt, view => view.Dispatches[0].State != DispatchState.Sending);

        Assert.Equal(
            isReleasedBefore ? (DispatchState.Deferred, ReasonCode.ConnectRefused) : (DispatchState.Held, ReasonCode.SubscriptionHeld),
            (ended.Dispatches[0].State, ended.Dispatches[0].Reason!.Value));
    }

    [Fact]
    public async Task Release_HeldByAPerson_StaysHeld()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { FirstDelay = TimeSpan.FromMinutes(10) }.Answering(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var before = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Deferred);
        await engine.Client.Dispatch(before.Dispatches[0]).HoldAsync();
        await Grain(engine).HoldAsync("disputed", "anna");
        var later = await engine.FinalizeAsync("R-2");
        await engine.Client.Dispatch(later.Dispatches[0]).HoldAsync();

        await Grain(engine).ReleaseAsync("anna");

        Assert.Equal(DispatchState.Held, (await Grain(engine).GetInvoiceAsync("R-1"))!.Dispatches[0].State);
        Assert.Equal(DispatchState.Held, (await Grain(engine).GetInvoiceAsync("R-2"))!.Dispatches[0].State);
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Hold_RestartBeforeRelease_KeepsIt()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        await Grain(engine).HoldAsync("disputed", "anna");
        var first = await engine.FinalizeAsync("R-1");

        await engine.StopHostAsync();
        await engine.StartHostAsync();
        var second = await engine.FinalizeAsync("R-2");
        var hold = (await Grain(engine).GetAsync())!.Hold;
        Assert.Empty(email.Sent);
        await Grain(engine).ReleaseAsync("anna");

        Assert.Equal("disputed", hold!.Reason);
        Assert.Equal(DispatchState.Held, second.Dispatches[0].State);
        await engine.WaitAsync(first, view => view.State == InvoiceState.Settled);
        await engine.WaitAsync(second, view => view.State == InvoiceState.Settled);
        Assert.Equal(2, email.Sent.Count);
    }

    [Fact]
    public async Task Hold_Standby_StaysStandby()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var (email, post) = (new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task }, new ScriptedChannel(DispatchKind.Post, "default"));
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail", fallback: "letter"), ByPost("letter")], email, post);
        await Grain(engine).HoldAsync("disputed", "anna");

        var receipt = await engine.FinalizeAsync("R-1");
        await Grain(engine).ReleaseAsync("anna");
        await email.NextAsync();
        gate.SetResult(ScriptedChannel.Refused);
        await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal([DispatchState.Held, DispatchState.Standby], receipt.Dispatches.Select(dispatch => dispatch.State));
        Assert.Single(post.Sent);
    }

    [Fact]
    public async Task Hold_FallbackTakesOverMeanwhile_IsHeldToo()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var (email, post) = (new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task }, new ScriptedChannel(DispatchKind.Post, "default"));
        await using var engine = await TestEngine.StartAsync(configure: null, [("Host:RecoveryPeriod", "00:01:00")], email, post);
        await engine.ImportAsync(ByEmail("mail", fallback: "letter"), ByPost("letter"));
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        await Grain(engine).HoldAsync("disputed", "anna");
        gate.SetResult(ScriptedChannel.Refused);
        var held = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Held);

        Assert.Equal([DispatchState.Refused, DispatchState.Held], held.Dispatches.Select(dispatch => dispatch.State));
        Assert.Equal(ReasonCode.SubscriptionHeld, held.Dispatches[1].Reason);
        Assert.Empty(post.Sent);
    }

    [Fact]
    public async Task Put_Held_KeepsTheHoldAndTakesNone()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var foreign = TestSubscriptions.Of(ByEmail("mail")) with { Hold = new Pause("x", "y", default) };
        var free = await Grain(engine).PutAsync(foreign);
        await Grain(engine).HoldAsync("disputed", "anna");

        var held = await Grain(engine).PutAsync(foreign with { Hold = null, Contract = "C-2" });
        var changed = await Grain(engine).RemoveDefinitionAsync("mail");

        Assert.Null(free.Subscription!.Hold);
        Assert.Equal(("disputed", "C-2"), (held.Subscription!.Hold!.Reason, held.Subscription.Contract));
        Assert.Equal("disputed", changed.Subscription!.Hold!.Reason);
    }

    [Theory]
    [InlineData("", "anna", "reason")]
    [InlineData("two\nlines", "anna", "reason")]
    [InlineData("disputed", " ", "by")]
    [InlineData("disputed", "a\u001bb", "by")]
    [InlineData("201", "anna", "reason")]
    [InlineData("disputed", "101", "by")]
    public async Task Hold_WhatCannotBeRecorded_IsRefused(string reason, string by, string field)
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());

        var answer = await Grain(engine).HoldAsync(reason == "201" ? new string('x', 201) : reason, by == "101" ? new string('x', 101) : by);

        Assert.Equal(field, Assert.Single(answer.Errors).Field);
        Assert.Null((await Grain(engine).GetAsync())!.Hold);
    }

    [Fact]
    public async Task Hold_WhileAnInvoiceIsBeingAccepted_NothingStaysOpen()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => Task.FromResult(ScriptedChannel.Deferred), FirstDelay = TimeSpan.FromMinutes(10) };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var finalizing = Enumerable.Range(1, 20).Select(i => engine.AnswerAsync(TestInvoices.Request($"R-{i}"))).ToList();
        await Task.WhenAny(finalizing);
        await Grain(engine).HoldAsync("disputed", "anna");
        await Task.WhenAll(finalizing);

        for (var i = 1; i <= 20; i++)
        {
            var invoice = (await Grain(engine).GetInvoiceAsync($"R-{i}"))!;
            await engine.WaitAsync(invoice, view => view.Dispatches[0].State == DispatchState.Held);
        }
    }

    private static ISubscriptionGrain Grain(TestEngine engine)
    {
        var subscription = TestSubscriptions.Of();
        return engine.Client.Subscription(new SubscriptionId(subscription.Biller, subscription.Number));
    }
}
