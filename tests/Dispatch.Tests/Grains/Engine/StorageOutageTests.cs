using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Grains.Receipts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using static Dispatch.Tests.Grains.Engine.FailingStore;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Engine;

/// <summary>The engine over a store with faults, the same on every database.</summary>
public abstract class StorageOutageTests
{
    /// <summary>What makes the engine use the database.</summary>
    protected abstract Task<(string Key, string Value)[]> SettingsAsync();

    [Theory]
    [InlineData(Failure.NotWritten)]
    [InlineData(Failure.WrittenAllTheSame)]
    public async Task Outcome_DatabaseAway_IsWrittenLaterAndTheInvoiceGoesOutOnce(object failure)
    {
        var settled = await SettleAsync(new Plan([], [(Failure)failure, (Failure)failure]));

        Assert.Equal((DispatchState.Delivered, 1, false), (settled.State, settled.Attempts.Count, settled.PossibleDuplicate));
    }

    [Fact]
    public async Task Intent_CertainlyNotWritten_IsBegunAgain()
    {
        var settled = await SettleAsync(new Plan([Failure.NotWritten], []));

        Assert.Equal((DispatchState.Delivered, 1), (settled.State, settled.Attempts.Count));
    }

    [Fact]
    public async Task Intent_UncertainButWritten_GoesOnUnderItsOwnToken()
    {
        var settled = await SettleAsync(new Plan([Failure.WrittenAllTheSame], []));

        Assert.Equal((DispatchState.Delivered, 1, false), (settled.State, settled.Attempts.Count, settled.PossibleDuplicate));
    }

    [Fact]
    public async Task Intent_AnotherSiloWasFaster_IsBegunAgainByWhoeverFindsItDue()
    {
        var settled = await SettleAsync(new Plan([Failure.Overtaken], []));

        Assert.Equal((DispatchState.Delivered, 1, false), (settled.State, settled.Attempts.Count, settled.PossibleDuplicate));
    }

    [Fact]
    public async Task Intent_Slow_NothingIsSentBeforeItIsWritten()
    {
        var plan = new Plan([Failure.Slow], []);
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync(plan, email);
        var accepted = await engine.FinalizeAsync("R-1");
        await plan.IsSlow;

        Assert.Empty(email.Sent);
        plan.GoOn();

        Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(accepted)).Dispatches[0].State);
        Assert.Single(email.Sent);
    }

    [Theory]
    [InlineData(Failure.NotWritten)]
    [InlineData(Failure.WrittenAllTheSame)]
    public async Task Accept_DatabaseAway_IsUnavailableAndTheSameRequestAgainSendsOnce(object failure)
    {
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync(new Plan([], []) { Accepts = [(Failure)failure] }, email);

        Assert.IsType<FinalizeAnswer.Unavailable>(await engine.AnswerAsync(TestInvoices.Request("R-1")));
        var again = await engine.AnswerAsync(TestInvoices.Request("R-1"));

        var invoice = (Failure)failure == Failure.WrittenAllTheSame
            ? Assert.IsType<FinalizeAnswer.Repeated>(again).Invoice
            : Assert.IsType<FinalizeAnswer.Accepted>(again).Invoice;
        Assert.Equal(DispatchState.Delivered, (await engine.SettleAsync(invoice)).Dispatches[0].State);
        Assert.Single(email.Sent);
    }

    [Theory]
    [InlineData(Failure.NotWritten)]
    [InlineData(Failure.WrittenAllTheSame)]
    public async Task Bounce_DatabaseAway_IsTakenInLaterAndMakesOneLetter(object failure)
    {
        var source = new ScriptedReceiptSource();
        var (email, post) = (ScriptedChannel.Email(), ScriptedChannel.Post());
        await using var engine = await TestEngine.StartAsync(
            services =>
            {
                Decorate(services, new Plan([], [Failure.None, (Failure)failure]));
                services.RemoveAll<IReceiptSource>().AddSingleton<IReceiptSource>(source);
            },
            await SettingsAsync(),
            email,
            post);
        await engine.ImportAsync(ByEmail("mail", fallback: "letter"), ByPost("letter"));
        var delivered = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Delivered);

        source.Arrive(LateReceiptKind.HardBounce, await LateReceiptTests.TokenOfAsync(engine, delivered));
        var settled = await engine.WaitAsync(delivered, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal((DispatchState.Bounced, "5.1.1"), (settled.Dispatches[0].State, settled.Dispatches[0].Receipt!.ProtocolCode));
        Assert.Single(post.Sent);
        Assert.Single(email.Sent);
        await engine.UntilAsync(async () => (await engine.Client.Bounces.GetAsync()).Counts.GetValueOrDefault("hard") == 1);
        Assert.True(source.OpenCount > 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Preview_DatabaseAwayOrQueueFull_IsUnavailable(bool isDatabaseAway)
    {
        await using var engine = await TestEngine.StartAsync(
            isDatabaseAway
                ? services => Decorate(services, new Plan([], []) { FailsReads = true })
                : services => services.AddSingleton(new RenderQueue(Options.Create(new EngineOptions { RenderQueueLength = 0 }))),
            await SettingsAsync(),
            ScriptedChannel.Email());
        await engine.ImportAsync(ByEmail("mail"));

        var request = TestInvoices.Request("R-1");
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, Of().Number));
        PreviewAnswer[] answers = [await subscription.PreviewInvoiceAsync(request), await engine.Client.PreviewAsync(request)];

        Assert.All(answers, answer =>
        {
            Assert.Null(answer.Preview);
            Assert.Empty(answer.Errors);
            Assert.Equal(TimeSpan.FromSeconds(2), answer.Unavailable?.RetryAfter);
            Assert.Contains(isDatabaseAway ? "store" : "rendered", answer.Unavailable!.Message, StringComparison.Ordinal);
        });
    }

    private async Task<DispatchView> SettleAsync(Plan plan)
    {
        var email = ScriptedChannel.Email();
        await using var engine = await StartAsync(plan, email);

        var settled = await engine.SettleAsync(await engine.FinalizeAsync("R-1"));

        Assert.Single(email.Sent);
        return settled.Dispatches[0];
    }

    private async Task<TestEngine> StartAsync(Plan plan, ScriptedChannel email)
    {
        var engine = await TestEngine.StartAsync(services => Decorate(services, plan), await SettingsAsync(), email);
        await engine.ImportAsync(ByEmail("mail"));
        return engine;
    }

    private static void Decorate(IServiceCollection services, Plan plan)
    {
        var registered = services.Last(service => service.ServiceType == typeof(IDispatchStore));
        services.Remove(registered);
        services.AddSingleton<IDispatchStore>(provider =>
            new FailingStore((IDispatchStore)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!), plan));
    }
}
