using Dispatch.Abstractions;
using Dispatch.Storage.Runs;
using Dispatch.Tests.Cli.Fakes;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Grains.Runs.TestRuns;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Runs;

[Collection("engine")]
public sealed class BillingRunTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_ManyInvoices_IsCheckedThenConfirmedAndBalances()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail"), ByPost("letter")], email, ScriptedChannel.Post());
        var run = await engine.StageAsync(Inputs(250));

        var ready = await run.CheckedAsync();
        Assert.Equal(new RunInputCounts(250, 0, 250, 0, 0, 0, 0, 0), ready.Inputs);
        Assert.True(ready.HasLetters);
        Assert.Empty(email.Sent);
        Assert.Null((await run.ConfirmAsync(null, "anna")).Error);
        var ended = await run.EndedAsync();

        Assert.Equal(RunState.Settled, ended.State);
        Assert.Equal(new RunInputCounts(250, 0, 0, 0, 0, 250, 0, 0), ended.Inputs);
        Assert.Empty(ended.Differences);
        Assert.Equal([(DispatchKind.Email, "relay", 250L, 250L, 0L), (DispatchKind.Post, "default", 250L, 250L, 0L)], ended.Lanes.Select(lane => (lane.Kind, lane.Destination, lane.Accepted, lane.Delivered, lane.InFlight)));
        Assert.Equal(("billing", "anna"), (ended.RequestedBy, ended.ConfirmedBy));
        Assert.Equal(250, email.Sent.Select(shipment => shipment.Name).Distinct().Count());
        var summary = Assert.Single((await engine.Client.Catalog.ListRunsAsync(before: null)).Items);
        Assert.Equal(("run-a", RunState.Settled, false, 250), (summary.Id, summary.State, summary.IsPaused, summary.InputCount));
    }

    [Fact]
    public async Task Run_BadInputsAmongGood_SaysAllOfThemBeforeAnythingIsDefinitive()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        await engine.FinalizeAsync("A-9");
        var inputs = Inputs(
            TestInvoices.Ubl("A-1"), "no xml"u8.ToArray(), TestInvoices.Ubl("A-2", (">582.22<", ">582.23<")), TestInvoices.Ubl("A-1"),
            TestInvoices.Ubl("A-3"), TestInvoices.Ubl("A-3", ("Seeweg 3", "Seeweg 4")), TestInvoices.Ubl("A-9"));
        var run = await engine.StageAsync([.. inputs, new RunInput { Position = 7, Name = "h.xml", Error = new Problem("unreadable", "", "", "It cannot be read.", "Mend it.") }]);

        var ready = await run.CheckedAsync();
        var refused = await run.ListRefusedAsync(-1);

        Assert.Equal(new RunInputCounts(8, 0, 2, 5, 1, 0, 0, 0), ready.Inputs);
        Assert.Equal([1, 2, 4, 5, 7], refused.Items.Select(item => item.Position));
        Assert.Equal(["number_twice", "number_twice", "unreadable"], refused.Items.Skip(2).Select(item => item.Errors[0].Code));
        Assert.Null(refused.Next);
        Assert.Single((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);

        await run.ConfirmAsync(null, "anna");
        var ended = await run.EndedAsync();
        Assert.Equal((1, 1, 5, 1), (ended.Inputs.Finalized, ended.Inputs.Repeated, ended.Inputs.Refused, ended.Inputs.Same));
        Assert.Empty(ended.Differences);
    }

    [Fact]
    public async Task Open_SameInputsAgain_ChecksWhatWasRefusedAndKeepsWhatIsDefinitive()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var inputs = Inputs(TestInvoices.Ubl("A-1"), TestInvoices.Ubl("A-2", ("<cbc:BuyerReference>4711", "<cbc:BuyerReference>4712")));
        var run = await engine.StageAsync(inputs);
        await run.CheckedAsync();
        await run.ConfirmAsync(null, "anna");
        Assert.Equal(1, (await run.EndedAsync()).Inputs.Refused);

        var other = TestSubscriptions.Of([ByEmail("mail")]) with { Number = "4712", Contract = "V-2" };
        Assert.Empty((await engine.Client.Subscription(new SubscriptionId(other.Biller, other.Number)).PutAsync(other)).Errors);
        Assert.Null((await run.OpenAsync(Order(inputs))).Error);
        var ready = await run.CheckedAsync();
        Assert.Equal((1, 1, 0), (ready.Inputs.Finalized, ready.Inputs.Valid, ready.Inputs.Refused));
        await run.ConfirmAsync(null, "anna");

        var ended = await run.EndedAsync();
        Assert.Equal(2, ended.Inputs.Finalized);
        Assert.Empty(ended.Differences);
        Assert.Equal(["A-1", "A-2"], email.Sent.Select(shipment => shipment.InvoiceNumber).Order());
        var settled = await run.OpenAsync(Order(inputs));
        Assert.Equal(RunState.Settled, settled.Run!.State);
    }

    [Fact]
    public async Task Open_OtherInputs_TakesTheirPlaceUntilSomethingIsDefinitive()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var run = await engine.StageAsync(Inputs(3));
        await run.CheckedAsync();

        await engine.StageAsync(Inputs(TestInvoices.Ubl("B-1")));
        Assert.Equal(1, (await run.CheckedAsync()).Inputs.Total);
        await run.ConfirmAsync(null, "anna");
        await run.EndedAsync();

        var answer = await run.OpenAsync(Order(Inputs(2)));
        Assert.Equal("run_conflict", answer.Error!.Code);
        Assert.Equal(1, answer.Run!.Inputs.Finalized);
    }

    [Fact]
    public async Task Close_InputsMissing_IsRefused()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var inputs = Inputs(3);
        await engine.Run().OpenAsync(Order(inputs));
        await engine.Host.Grains.GetGrain<IRunStagingGrain>(0).StageAsync("run-a", [.. inputs.Take(2)]);

        Assert.Equal("inputs_missing", (await engine.Run().CloseAsync()).Error!.Code);
        Assert.Equal("run_not_checked", (await engine.Run().ConfirmAsync(null, "anna")).Error!.Code);
        Assert.Equal("run_unknown", (await engine.Run("run-b").CloseAsync()).Error!.Code);
        Assert.Null(await engine.Run("run-b").GetAsync());
    }

    [Fact]
    public async Task Cancel_BeforeTheConfirmation_StopsTheRun()
    {
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], ScriptedChannel.Email());
        var run = await engine.StageAsync(Inputs(3));
        await run.CheckedAsync();

        Assert.Null((await run.CancelAsync("wrong tariff", "anna")).Error);

        var ended = await run.EndedAsync();
        Assert.Equal((RunState.Stopped, 3, "wrong tariff"), (ended.State, ended.Inputs.Cancelled, ended.Cancellation!.Reason));
        Assert.Empty((await engine.Client.Catalog.ListInvoicesAsync(new InvoiceQuery())).Items);
        Assert.Equal("run_stopped", (await run.ConfirmAsync(null, "anna")).Error!.Code);
    }

    [Fact]
    public async Task Pause_RunUnderWay_HoldsItsDispatchesAndLosesNone()
    {
        var gate = new TaskCompletionSource();
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = 4 };
        email.OnSend = async (_, stop) =>
        {
            await gate.Task.WaitAsync(stop);
            return ScriptedChannel.Delivered;
        };
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var run = await engine.StageAsync(Inputs(40));
        await run.CheckedAsync();
        await run.ConfirmAsync(null, "anna");
        await run.WaitAsync(view => view.State == RunState.InProgress && email.Sent.Count >= 4);

        Assert.Null((await run.PauseAsync("wrong logo", "anna")).Error);
        var paused = await run.WaitAsync(view => view.Lanes[0].States.All(state => state.State == DispatchState.Pending));
        gate.SetResult();
        Assert.Equal(("wrong logo", RunLimit.RunPaused, 40L), (paused.Pause!.Reason, paused.Lanes[0].Limit, paused.Lanes[0].InFlight));
        var own = await engine.SettleAsync(await engine.FinalizeAsync("B-1"));
        Assert.Equal(InvoiceState.Settled, own.State);
        Assert.Equal(0, (await run.GetAsync())!.Lanes[0].Delivered);

        await run.ResumeAsync("anna");
        var ended = await run.EndedAsync();
        Assert.Equal(40, ended.Lanes[0].Delivered);
        var dispatches = (await engine.Client.Catalog.ListDispatchesAsync(new DispatchQuery { Run = "run-a" })).Items;
        Assert.All(dispatches, dispatch => Assert.Equal((1, false), (Assert.Single(dispatch.Attempts).Number, dispatch.PossibleDuplicate)));
    }

    [Fact]
    public async Task Restart_InTheMiddle_GoesOnByItself()
    {
        var email = ScriptedChannel.Email();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        var run = await engine.StageAsync(Inputs(300));
        await engine.StopHostAsync();
        await engine.StartHostAsync();
        await engine.Run().CheckedAsync();

        await engine.Run().ConfirmAsync(null, "anna");
        await engine.StopHostAsync();
        await engine.StartHostAsync();

        var ended = await engine.Run().EndedAsync();
        Assert.Equal((RunState.Settled, 300), (ended.State, ended.Inputs.Finalized));
        Assert.Empty(ended.Differences);
        Assert.Equal(300, email.Sent.Select(shipment => shipment.Key).Distinct().Count());
    }

    /// <summary>A database that refuses at once must not be remembered: whoever asks later gets an answer.</summary>
    [Fact]
    public async Task Get_DatabaseAwayForAMoment_AnswersAfterwards()
    {
        var isAway = false;
        await using var engine = await TestEngine.StartAsync(services => Decorate(services, () => isAway), [], ScriptedChannel.Email());
        await engine.ImportAsync([ByEmail("mail")]);
        var run = await engine.StageAsync(Inputs(1));
        await run.CheckedAsync();

        isAway = true;
        await Assert.ThrowsAsync<StorageException>(() => run.ListRefusedAsync(-1));
        await Assert.ThrowsAsync<StorageException>(() => run.PauseAsync("why", "anna"));
        var failed = await Record.ExceptionAsync(async () =>
        {
            while (true)
                await run.WaitForChangeAsync(0, TimeSpan.FromSeconds(1)).WaitAsync(TestEngine.Patience, Stop);
        });
        isAway = false;

        Assert.IsType<StorageException>(failed);
        Assert.Equal(RunState.AwaitingConfirmation, (await run.GetAsync())!.State);
        Assert.Null((await run.ConfirmAsync(null, "anna")).Error);
        Assert.Equal(RunState.Settled, (await run.EndedAsync()).State);
    }

    private static void Decorate(IServiceCollection services, Func<bool> isAway)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IRunStore));
        services.Remove(registered);
        services.AddSingleton(provider =>
        {
            var inner = ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!);
            return Stub.Of<IRunStore>((method, arguments) => isAway() ? throw new StorageException("away", isUncertain: false) : method.Invoke(inner, arguments));
        });
    }
}
