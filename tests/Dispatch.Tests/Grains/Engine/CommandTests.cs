using Dispatch.Abstractions;
using Dispatch.Channels;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class CommandTests
{
    [Fact]
    public async Task Cancel_Deferred_NeverGoesOut()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { FirstDelay = TimeSpan.FromMinutes(10) }.Answering(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var deferred = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Deferred);

        var answer = await engine.Client.Dispatch(deferred.Dispatches[0]).CancelAsync();
        var again = await engine.Client.Dispatch(deferred.Dispatches[0]).CancelAsync();
        var settled = await engine.SettleAsync(deferred);

        Assert.Equal((DispatchCommandResult.Done, DispatchCommandResult.Done), (answer.Result, again.Result));
        Assert.Equal((InvoiceState.Settled, DispatchState.Cancelled, ReasonCode.Cancelled), (settled.State, settled.Dispatches[0].State, settled.Dispatches[0].Reason));
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Cancel_PendingBehindAFullLane_NeverGoesOut()
    {
        var hung = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = 1, OnSend = (_, _) => hung.Task };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var first = await engine.FinalizeAsync("R-1");
        await email.NextAsync();
        var second = await engine.FinalizeAsync("R-2");

        var answer = await engine.Client.Dispatch(second.Dispatches[0]).CancelAsync();
        hung.SetResult(ScriptedChannel.Delivered);
        await engine.SettleAsync(first);

        Assert.Equal((DispatchCommandResult.Done, DispatchState.Cancelled), (answer.Result, answer.State));
        Assert.Equal(DispatchState.Cancelled, (await engine.SettleAsync(second)).Dispatches[0].State);
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Cancel_StandbyFallback_IsNotActivatedByARefusal()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var (email, post) = (new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task }, ScriptedChannel.Post());
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail", fallback: "letter"), ByPost("letter")], email, post);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        var answer = await engine.Client.Dispatch(receipt.Dispatches[1]).CancelAsync();
        gate.SetResult(ScriptedChannel.Refused);
        var settled = await engine.SettleAsync(receipt);

        Assert.Equal(DispatchCommandResult.Done, answer.Result);
        Assert.Equal([DispatchState.Refused, DispatchState.Cancelled], settled.Dispatches.Select(dispatch => dispatch.State));
        Assert.Empty(post.Sent);
    }

    [Theory]
    [InlineData(true, DispatchState.Cancelled)]
    [InlineData(false, DispatchState.Delivered)]
    public async Task Cancel_WhileSending_TakesEffectOnlyIfTheAttemptIsDeferred(bool isDeferred, DispatchState expected)
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        var answer = await engine.Client.Dispatch(receipt.Dispatches[0]).CancelAsync();
        gate.SetResult(isDeferred ? ScriptedChannel.Deferred : ScriptedChannel.Delivered);
        var settled = await engine.SettleAsync(receipt);
        var late = await engine.Client.Dispatch(receipt.Dispatches[0]).CancelAsync();

        Assert.Equal((DispatchCommandResult.Requested, DispatchState.Sending), (answer.Result, answer.State));
        Assert.Equal(expected, settled.Dispatches[0].State);
        Assert.Equal(isDeferred ? DispatchCommandResult.Done : DispatchCommandResult.TooLate, late.Result);
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Hold_Deferred_WaitsUntilItIsCancelled()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { FirstDelay = TimeSpan.FromMinutes(10) }.Answering(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var deferred = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Deferred);

        var held = await engine.Client.Dispatch(deferred.Dispatches[0]).HoldAsync();
        var cancelled = await engine.Client.Dispatch(deferred.Dispatches[0]).CancelAsync();

        Assert.Equal((DispatchCommandResult.Done, DispatchState.Held), (held.Result, held.State));
        Assert.Equal((DispatchCommandResult.Done, DispatchState.Cancelled), (cancelled.Result, cancelled.State));
    }

    [Fact]
    public async Task Retry_Deferred_IsSentAtOnce()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { FirstDelay = TimeSpan.FromMinutes(10) }.Answering(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var deferred = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Deferred);

        Assert.Equal(DispatchCommandResult.Done, (await engine.Client.Dispatch(deferred.Dispatches[0]).RetryAsync()).Result);

        Assert.Equal(2, (await engine.SettleAsync(deferred)).Dispatches[0].Attempts.Count);
    }

    [Fact]
    public async Task Retry_Refused_IsSentAgainIfNoFallbackTookOver()
    {
        var email = ScriptedChannel.Email(ScriptedChannel.Refused);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var refused = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        await engine.Client.Dispatch(refused.Dispatches[0]).RetryAsync();

        Assert.Equal(DispatchState.Delivered, (await engine.WaitAsync(refused, view => view.State == InvoiceState.Settled)).Dispatches[0].State);
    }

    [Fact]
    public async Task Cancel_LaneIsGoneFromTheConfiguration_StillWorks()
    {
        var post = new ScriptedChannel(DispatchKind.Post, "default") { FirstDelay = TimeSpan.FromMinutes(10) }.Answering(ScriptedChannel.Deferred);
        await using var engine = await TestEngine.StartWithAsync([ByPost("letter")], post);
        var deferred = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Deferred);
        await engine.StopHostAsync();
        engine.Channels = [new ScriptedChannel(DispatchKind.Post, "hall")];
        await engine.StartHostAsync();

        var retried = await engine.Client.Dispatch(deferred.Dispatches[0]).RetryAsync();
        var cancelled = await engine.Client.Dispatch(deferred.Dispatches[0]).CancelAsync();

        Assert.Equal((DispatchCommandResult.Done, DispatchCommandResult.Done), (retried.Result, cancelled.Result));
        Assert.Equal(DispatchState.Cancelled, cancelled.State);
    }

    [Fact]
    public async Task Cancel_NoSuchDispatch_SaysSo()
    {
        await using var engine = await TestEngine.StartAsync(ScriptedChannel.Email());

        var answer = await engine.Client.Grains.GetGrain<IEmailDispatchGrain>("stadtwerke/R-9/mail/0").CancelAsync();

        Assert.Equal((DispatchCommandResult.NotFound, null), (answer.Result, answer.State));
    }
}
