using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Silo.Hosting;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

[Collection("engine")]
public sealed class RestartTests
{
    [Fact]
    public async Task Restart_DeferredAndPending_GoOn()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = 1, FirstDelay = TimeSpan.FromSeconds(1) };
        var gate = new TaskCompletionSource<AttemptOutcome>();
        email.OnSend = (shipment, _) => shipment.InvoiceNumber == "R-1" && shipment.Attempt == 1 ? gate.Task : Task.FromResult(ScriptedChannel.Delivered);
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var first = await engine.FinalizeAsync("R-1");
        await email.NextAsync();
        var second = await engine.FinalizeAsync("R-2");

        var stopping = engine.StopHostAsync();
        gate.SetResult(ScriptedChannel.Deferred);
        await stopping;
        await engine.StartHostAsync();

        Assert.Equal(2, (await engine.SettleAsync(first)).Dispatches[0].Attempts.Count);
        Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(second)).Dispatches[0].State);
    }

    [Fact]
    public async Task Stop_OpenAttempt_IsDrainedAndItsOutcomeWritten()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        var stopping = engine.StopHostAsync();
        Assert.False(stopping.IsCompleted);
        gate.SetResult(ScriptedChannel.Delivered);
        await stopping;
        email.OnSend = (_, _) => throw new InvalidOperationException("It is sent a second time.");
        await engine.StartHostAsync();

        var dispatch = (await engine.SettleAsync(receipt)).Dispatches[0];
        Assert.Equal((DispatchState.Delivered, 1), (dispatch.State, dispatch.Attempts.Count));
    }

    [Fact]
    public async Task Stop_AttemptThatHeedsItsToken_IsDeferredWhenTheDrainIsOver()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay");
        email.OnSend = async (shipment, cancellation) =>
        {
            if (shipment.Attempt == 1)
                await Task.Delay(Timeout.Infinite, cancellation);
            return ScriptedChannel.Delivered;
        };
        await using var engine = await TestEngine.StartAsync(configure: null, [("Host:DrainTimeout", "00:00:01")], email);
        await engine.ImportAsync(ByEmail("mail"));
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        await engine.StopHostAsync();
        await engine.StartHostAsync();

        var dispatch = (await engine.SettleAsync(receipt)).Dispatches[0];
        Assert.Equal([OutcomeKind.Deferred, OutcomeKind.Delivered], dispatch.Attempts.Select(attempt => attempt.Outcome!.Value));
        Assert.False(dispatch.PossibleDuplicate);
    }

    [Fact]
    public async Task ReadOnly_BesideAWritingHost_SeesEverythingAndSendsNothing()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { OnSend = (_, _) => gate.Task };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var receipt = await engine.FinalizeAsync("R-1");
        await email.NextAsync();

        await using (var reader = await DispatchHost.StartAsync(engine.Settings(isReadOnly: true), TestContext.Current.CancellationToken))
        {
            var client = new Dispatch.Client.DispatchClient(reader.Grains);

            Assert.Equal("", reader.Gateway);
            Assert.Equal(DispatchState.Sending, Assert.Single(await client.Catalog.FindInvoicesAsync("R-1", null)).Dispatches[0].State);
            Assert.Equal(Name, (await client.Subscription(new SubscriptionId(BillerId, "4711")).GetAsync())!.ContractingParty.Name);
            Assert.Equal([BillerId], await client.Catalog.ListBillersAsync());
        }

        gate.SetResult(ScriptedChannel.Delivered);
        Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(receipt)).Dispatches[0].State);
        Assert.Single(email.Sent);
        Assert.False(Directory.Exists(Path.Combine(engine.Folder, "email")));
    }
}
