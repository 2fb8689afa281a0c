using Dispatch.Abstractions;
using Dispatch.Tests.Grains.Engine;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Runs;

[Collection("engine")]
public sealed class ChannelPauseTests
{
    [Fact]
    public async Task Pause_Channel_HoldsItAloneAndSurvivesARestart()
    {
        var (email, post) = (ScriptedChannel.Email(), ScriptedChannel.Post());
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")], email, post);
        Assert.Null(await Channels(engine).PauseAsync(DispatchKind.Post, destination: null, "toner", "anna"));

        var receipt = await engine.FinalizeAsync("R-1");
        var half = await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Delivered);
        await engine.StopHostAsync();
        await engine.StartHostAsync();

        Assert.Equal(DispatchState.Pending, half.Dispatches[1].State);
        var paused = (await Channels(engine).ListAsync()).Single(channel => channel.Kind == DispatchKind.Post);
        Assert.Equal(("default", "toner", "anna", 1L, true), (paused.Destination, paused.Pause!.Reason, paused.Pause.By, paused.InFlight, paused.IsConfigured));
        Assert.Empty(post.Sent);

        Assert.Null(await Channels(engine).ResumeAsync(DispatchKind.Post, destination: null, "anna"));
        var settled = await engine.SettleAsync(receipt);
        Assert.All(settled.Dispatches, dispatch => Assert.Equal(DispatchState.Delivered, dispatch.State));
        Assert.Single(post.Sent);
        Assert.All(await Channels(engine).ListAsync(), channel => Assert.Null(channel.Pause));
    }

    [Fact]
    public async Task Pause_OpenAttempt_IsCutShortAndCountsAsNone()
    {
        var email = ScriptedChannel.Email();
        email.OnSend = async (shipment, stop) =>
        {
            await Task.Delay(Timeout.Infinite, stop);
            return ScriptedChannel.Delivered;
        };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        await Channels(engine).PauseAsync(DispatchKind.Email, "relay", "moving", "anna");

        var cut = await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Pending);
        Assert.Empty(cut.Dispatches[0].Attempts);
        email.Answering();
        await Channels(engine).ResumeAsync(kind: null, destination: null, "anna");
        var settled = await engine.SettleAsync(receipt);
        Assert.Equal((1, false), (Assert.Single(settled.Dispatches[0].Attempts).Number, settled.Dispatches[0].PossibleDuplicate));
    }

    [Theory]
    [InlineData(DispatchKind.Email, "nowhere", "toner", "anna", "destination_unknown")]
    [InlineData(null, "relay", "toner", "anna", "kind_missing")]
    [InlineData(DispatchKind.Email, null, "", "anna", "reason_invalid")]
    [InlineData(DispatchKind.Email, null, "toner\u001b[2J", "anna", "reason_invalid")]
    [InlineData(DispatchKind.Email, null, "toner", " ", "by_invalid")]
    public async Task Pause_BadWords_IsRefused(DispatchKind? kind, string? destination, string reason, string by, string code)
    {
        await using var engine = await TestEngine.StartAsync(ScriptedChannel.Email());

        Assert.Equal(code, (await Channels(engine).PauseAsync(kind, destination, reason, by))!.Code);
        Assert.All(await Channels(engine).ListAsync(), channel => Assert.Null(channel.Pause));
    }

    [Fact]
    public async Task Resume_DestinationOfAPausedChannel_IsRefusedWithTheMend()
    {
        await using var engine = await TestEngine.StartAsync(ScriptedChannel.Email());
        await Channels(engine).PauseAsync(kind: null, destination: null, "fire", "anna");

        Assert.Equal("channel_paused", (await Channels(engine).ResumeAsync(DispatchKind.Email, "relay", "anna"))!.Code);
        Assert.Null(await Channels(engine).ResumeAsync(kind: null, destination: null, "anna"));
    }

    private static IChannelGrain Channels(TestEngine engine) => engine.Host.Grains.GetGrain<IChannelGrain>(0);
}
