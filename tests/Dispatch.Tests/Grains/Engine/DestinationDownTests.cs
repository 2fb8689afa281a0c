using Dispatch.Abstractions;
using Dispatch.Channels;
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

    private static DispatchId DispatchIdOf(InvoiceView invoice) => new(invoice.Biller, invoice.Number, invoice.Dispatches[0].Definition);
}
