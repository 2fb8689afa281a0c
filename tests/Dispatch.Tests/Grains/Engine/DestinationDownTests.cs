using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Grains.Runs;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Grains.Runs.TestRuns;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class DestinationDownTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Finalize_DestinationDown_LeavesTheRowAsItIsAndOthersGoOn()
    {
        var email = ScriptedChannel.Email();
        var post = ScriptedChannel.Post();
        email.IsUp = false;
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")], email, post);

        var receipt = await engine.FinalizeAsync("R-1");
        var waiting = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);
        var store = engine.Host.Services.GetRequiredService<IDispatchStore>();
        var versionWhileDown = (await store.FindDispatchAsync(DispatchIdOf(receipt), Stop))!.Version;
        email.IsUp = true;
        var settled = await engine.SettleAsync(receipt);

        Assert.Equal(DispatchState.Pending, waiting.Dispatches[0].State);
        Assert.Empty(waiting.Dispatches[0].Attempts);
        Assert.Equal(1, versionWhileDown);
        Assert.Equal(DispatchState.Delivered, settled.Dispatches[0].State);
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Show_AllRelaysDown_SaysOfTheLaneAndOfWhatWaitsSinceWhenAndWhy()
    {
        var (first, second) = (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1));
        var email = ScriptedChannel.Email();
        (email.IsUp, email.Destinations) = (false, [new("geneva", first, ReasonCode.ConnectRefused, "relay"), new("zurich", second, ReasonCode.TlsFailed, "relay")]);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")], email, ScriptedChannel.Post());
        var receipt = await engine.FinalizeAsync("R-1");

        await engine.UntilAsync(async () => (await LaneAsync(engine)).Outages.Count == 2);
        var lane = await LaneAsync(engine);
        var listed = Assert.Single((await engine.Client.Catalog.ListDispatchesAsync(new DispatchQuery { Kind = DispatchKind.Email })).Items);
        var got = (await engine.Client.Subscription(new SubscriptionId(receipt.Biller, receipt.Subscription)).GetInvoiceAsync("R-1"))!.Dispatches;
        var found = Assert.Single(await engine.Client.Catalog.FindInvoicesAsync("R-1", biller: null)).Dispatches;

        Assert.Equal([("geneva", first, ReasonCode.ConnectRefused), ("zurich", second, ReasonCode.TlsFailed)], lane.Outages.Select(outage => (outage.Destination, outage.Since, outage.Reason)));
        Assert.All(lane.Outages, outage => Assert.Single(outage.Silos));
        Assert.Equal(new WaitView(WaitCause.DestinationDown, second, By: null, "tls_failed"), listed.Wait);
        Assert.Equal([listed.Wait, null], found.Select(dispatch => dispatch.Wait));
        Assert.Equal([listed.Wait, null], got.Select(dispatch => dispatch.Wait));

        (email.IsUp, email.Destinations) = (true, [new("geneva", first, ReasonCode.ConnectRefused, "relay"), new("zurich", null, null, "relay")]);
        await engine.UntilAsync(async () => (await LaneAsync(engine)).Outages.Count == 1);
        Assert.Equal("geneva", (await LaneAsync(engine)).Outages[0].Destination);
    }

    [Fact]
    public async Task Show_ProcessStopped_NothingIsDownAnyMore()
    {
        var email = ScriptedChannel.Email();
        (email.IsUp, email.Destinations) = (false, [new("geneva", DateTimeOffset.UnixEpoch, ReasonCode.ConnectRefused, "relay")]);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        await engine.UntilAsync(async () => (await LaneAsync(engine)).Outages.Count == 1);

        await engine.StopHostAsync();
        await using var reader = await DispatchHost.StartAsync(engine.Settings(isReadOnly: true), Stop);
        var lanes = await new DispatchClient(reader.Grains).Channels.ListAsync();

        Assert.NotEmpty(lanes);
        Assert.All(lanes, lane => Assert.Empty(lane.Outages));
    }

    [Fact]
    public async Task Run_DestinationDown_SaysThatItIsWhatLimitsAndGoesOnWhenItIsUp()
    {
        var email = ScriptedChannel.Email();
        email.IsUp = false;
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var run = await engine.StageAsync(Inputs(60));
        await run.CheckedAsync();
        await run.ConfirmAsync(null, "anna");

        var waiting = await run.WaitAsync(view => view is { State: RunState.InProgress, Inputs.Finalized: 60 });
        var sentWhileDown = email.Sent.Count;
        email.IsUp = true;
        var ended = await run.EndedAsync();

        Assert.Equal((RunLimit.Destination, 60L, 0), (waiting.Lanes[0].Limit, waiting.Lanes[0].InFlight, sentWhileDown));
        Assert.Equal((60L, 60), (ended.Lanes[0].Delivered, email.Sent.Count));
    }

    [Fact]
    public async Task Attempt_ThatHadToWaitForOthers_CountsAsNoneAndComesAgain()
    {
        var email = ScriptedChannel.Email();
        var turnedAway = 0;
        email.OnSend = (_, _) => Task.FromResult(Interlocked.Increment(ref turnedAway) <= 2
            ? new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: TimeSpan.FromMilliseconds(50)) { IsNoAttempt = true }
            : ScriptedChannel.Delivered);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Equal(1, Assert.Single(Assert.Single(settled.Dispatches).Attempts).Number);
        Assert.Equal(3, email.Sent.Count);
    }

    private static async Task<ChannelView> LaneAsync(TestEngine engine) => (await engine.Client.Channels.ListAsync()).Single(lane => lane.Kind == DispatchKind.Email);

    private static DispatchId DispatchIdOf(InvoiceView invoice) => new(invoice.Biller, invoice.Number, invoice.Dispatches[0].Definition);
}
