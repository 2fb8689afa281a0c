// Long because what comes back later, and what it does, is tested against one engine in one place.
using System.Security.Cryptography;
using System.Text;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Grains.Receipts;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Receipts;

[Collection("engine")]
public sealed class LateReceiptTests
{
    private readonly ScriptedReceiptSource _source = new();
    private readonly ScriptedChannel _email = ScriptedChannel.Email();
    private readonly ScriptedChannel _post = ScriptedChannel.Post();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bounce_Hard_ActivatesTheFallbackAndShowsWhy()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");

        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));
        var settled = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        var (mail, letter) = (settled.Dispatches[0], settled.Dispatches[1]);
        Assert.Equal((InvoiceState.NeedsCare, DispatchState.Bounced, ReasonCode.RecipientRefused), (settled.State, mail.State, mail.Reason));
        Assert.Equal((true, "5.1.1", new ProofView("imap", "7/1")), (mail.Receipt!.IsHard, mail.Receipt.ProtocolCode, mail.Receipt.Proof));
        Assert.Equal((1, OutcomeKind.Delivered, new ProofView("test", "250")), (mail.Attempts[0].Number, mail.Attempts[0].Outcome, mail.Attempts[0].Proof));
        Assert.Single(mail.Attempts);
        Assert.Equal(("mail", null), (letter.FallbackFor, mail.FallbackFor));
    }

    [Fact]
    public async Task Bounce_ReadAgainAfterARestart_LeavesOneLetter()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");
        var token = await TokenOfAsync(engine, receipt);
        _source.Arrive(LateReceiptKind.HardBounce, token);
        _source.Arrive(LateReceiptKind.SoftBounce, token);
        var before = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        // The mailbox numbers its mails anew: all of them are read again, and one more of the same.
        await engine.StopHostAsync();
        _source.Epoch = 8;
        _source.Arrive(LateReceiptKind.HardBounce, token);
        var givenBefore = _source.GivenCount;
        await engine.StartHostAsync();
        await engine.UntilAsync(() => _source.GivenCount >= givenBefore + 3);

        Assert.Equal(before.Stamp, (await engine.WaitAsync(receipt, _ => true)).Stamp);
        Assert.Single(_post.Sent);
        Assert.Single(_email.Sent);
    }

    [Fact]
    public async Task Bounces_ManyInOneBatchAndEachTwice_MakeOneLetterEach()
    {
        const int count = 200;
        await using var engine = await StartAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, count).Select(i => DeliverAsync(engine, $"R-{i}")));
        var tokens = await Task.WhenAll(receipts.Select(receipt => TokenOfAsync(engine, receipt)));
        await engine.StopHostAsync();
        foreach (var token in tokens.Concat(tokens))
            _source.Arrive(LateReceiptKind.HardBounce, token);

        await engine.StartHostAsync();
        foreach (var receipt in receipts)
            await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        await engine.UntilAsync(async () => (await engine.Client.Bounces.GetAsync()).Counts.GetValueOrDefault("hard") == 2 * count);
        Assert.Equal(count, _post.Sent.Select(letter => letter.Key).Distinct().Count());
        Assert.Equal(count, _post.Sent.Count);
    }

    [Fact]
    public async Task Restart_MessagesThatWereRead_AreNotReadAgain()
    {
        await using var engine = await StartAsync();
        _source.Arrive(LateReceiptKind.AutoReply, ReceiptReference.None);
        await engine.UntilAsync(() => _source.GivenCount == 1);

        await engine.StopHostAsync();
        await engine.StartHostAsync();
        _source.Arrive(LateReceiptKind.Unrecognized, ReceiptReference.None);
        await engine.UntilAsync(() => _source.GivenCount == 2);

        var view = await engine.Client.Bounces.GetAsync();
        Assert.Equal((1, 1), (view.Counts["auto_reply"], view.Counts["unrecognized"]));
        Assert.Equal(("7/2", false), (Assert.Single(view.Unrecognized).Message, view.Unrecognized[0].IsReport));
    }

    [Fact]
    public async Task Bounce_WhileAnAttemptIsOpen_IsBroughtAgainWhenItHasEnded()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        _email.OnSend = (_, _) => gate.Task;
        await using var engine = await StartAsync();
        var receipt = await engine.FinalizeAsync("R-1");
        await _email.NextAsync();

        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));
        await engine.UntilAsync(() => _source.GivenCount == 1);
        Assert.Equal(1, (await engine.Client.Bounces.GetAsync()).WaitingCount);
        gate.SetResult(ScriptedChannel.Delivered);

        var settled = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);
        Assert.Equal(DispatchState.Bounced, settled.Dispatches[0].State);
        await engine.UntilAsync(async () => (await engine.Client.Bounces.GetAsync()).WaitingCount == 0);
    }

    [Fact]
    public async Task Bounce_OfAnUnknownAttempt_StopsItsResend()
    {
        var email = new ScriptedChannel(DispatchKind.Email, "relay") { SendBudget = TimeSpan.FromMinutes(5) }.Answering(ScriptedChannel.Unknown);
        await using var engine = await StartAsync(email);
        var receipt = await engine.FinalizeAsync("R-1");
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Unknown);

        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));
        var settled = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal((DispatchState.Bounced, OutcomeKind.Delivered), (settled.Dispatches[0].State, Assert.Single(settled.Dispatches[0].Attempts).Outcome));
        Assert.Single(email.Sent);
    }

    [Fact]
    public async Task Bounce_KnownByItsReturnedHeadersAlone_IsFound()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");
        var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(receipt.Dispatches[0].Key.ToString())))[..32];

        _source.Arrive(LateReceiptKind.SoftBounce, new ReceiptReference([], "R-1~mail", $"{identity}@stadtwerke.example"), "5.2.2");
        var settled = await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal((DispatchState.Bounced, false), (settled.Dispatches[0].State, settled.Dispatches[0].Receipt!.IsHard));
    }

    [Fact]
    public async Task Bounce_ForgedOrOfNobody_ChangesNothingAndIsShown()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");
        var token = (await TokenOfAsync(engine, receipt)).Tokens[0];

        _source.Arrive(LateReceiptKind.HardBounce, new ReceiptReference([token[..^1] + (token[^1] == 'z' ? 'y' : 'z')]));
        _source.Arrive(LateReceiptKind.HardBounce, new ReceiptReference([], "R-1~mail", "guessed@stadtwerke.example"));
        _source.Arrive(LateReceiptKind.HardBounce, new ReceiptReference([], "R-9~mail", "0@stadtwerke.example"));
        await engine.UntilAsync(() => _source.GivenCount == 3);

        var view = await engine.Client.Bounces.GetAsync();
        Assert.Equal(3, view.Counts["unmatched"]);
        Assert.All(view.Unrecognized, message => Assert.True(message.IsReport));
        Assert.Equal(receipt.Stamp, (await engine.WaitAsync(receipt, _ => true)).Stamp);
    }

    [Fact]
    public async Task Delay_OfADelivered_ChangesNothing()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");

        _source.Arrive(LateReceiptKind.Delayed, await TokenOfAsync(engine, receipt), "4.4.1");
        await engine.UntilAsync(() => _source.GivenCount == 1);

        Assert.Equal(receipt.Stamp, (await engine.WaitAsync(receipt, _ => true)).Stamp);
        Assert.Equal(1, (await engine.Client.Bounces.GetAsync()).Counts["delayed"]);
    }

    [Fact]
    public async Task Bounce_SubscriptionHeld_ItsFallbackWaits()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));
        await subscription.HoldAsync("moving", "anna");

        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));
        await engine.WaitAsync(receipt, view => view.Dispatches[1] is { State: DispatchState.Held, Reason: ReasonCode.SubscriptionHeld });
        Assert.Empty(_post.Sent);

        await subscription.ReleaseAsync("anna");
        await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);
    }

    [Fact]
    public async Task AddressCare_HardBounce_IsShownUntilTheAddressIsChanged()
    {
        await using var engine = await StartAsync();
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));
        Assert.Empty(await subscription.GetAddressCareAsync());
        var receipt = await DeliverAsync(engine, "R-1");
        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Bounced);
        await DeliverAsync(engine, "R-2");

        var care = Assert.Single(await subscription.GetAddressCareAsync());

        Assert.Equal((BusinessEmail, true, ReasonCode.RecipientRefused, "5.1.1", "R-1~mail"), (care.Email, care.IsHard, care.Reason, care.ProtocolCode, care.Dispatch));
        var current = (await subscription.GetAsync())!;
        await subscription.PutAsync(current with { ContractingParty = current.ContractingParty with { CommunicationLocations = [Location(Email, LocationUsage.Private)] } });
        Assert.Empty(await subscription.GetAddressCareAsync());
    }

    [Fact]
    public async Task AddressCare_SoftBounce_IsShownUntilALaterMessageArrives()
    {
        await using var engine = await StartAsync();
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));
        var receipt = await DeliverAsync(engine, "R-1");
        _source.Arrive(LateReceiptKind.SoftBounce, await TokenOfAsync(engine, receipt), "5.2.2");
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Bounced);

        Assert.False(Assert.Single(await subscription.GetAddressCareAsync()).IsHard);
        await DeliverAsync(engine, "R-2");
        Assert.Empty(await subscription.GetAddressCareAsync());
    }

    [Fact]
    public async Task Source_CannotBeRead_IsShownAndTriedAgain()
    {
        _source.Failure = ReasonCode.AuthFailed;
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");
        var board = engine.Host.Services.GetRequiredService<ReceiptBoard>();
        await engine.UntilAsync(() => board.Failures.Count == 1);
        Assert.StartsWith("auth_failed since ", board.Failures["bounces"], StringComparison.Ordinal);

        _source.Failure = null;
        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));

        await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);
        await engine.UntilAsync(() => board.Failures.Count == 0);
    }

    [Fact]
    public async Task Source_GivesWhatCannotBeTakenOver_IsShownAsFailingAndTheOthersOfTheBatchAreTaken()
    {
        await using var engine = await StartAsync();
        var receipt = await DeliverAsync(engine, "R-1");
        var board = engine.Host.Services.GetRequiredService<ReceiptBoard>();

        _source.Arrive(LateReceiptKind.HardBounce, Untakable);
        await engine.UntilAsync(() => board.Failures.Count == 1);
        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));

        await engine.WaitAsync(receipt, view => view.Dispatches[1].State == DispatchState.Delivered);
        Assert.StartsWith("_OTHER since ", board.Failures["bounces"], StringComparison.Ordinal);
        Assert.Equal(0, _source.GivenCount);
    }

    [Fact]
    public async Task Source_GivesWhatFailsAgain_IsLeftForAPersonAndReadOn()
    {
        await using var engine = await StartAsync(failures: new ReceiptFailures(leastCount: 2, TimeSpan.Zero));
        var receipt = await DeliverAsync(engine, "R-1");
        var board = engine.Host.Services.GetRequiredService<ReceiptBoard>();

        _source.Arrive(LateReceiptKind.HardBounce, Untakable);
        await engine.UntilAsync(() => _source.GivenCount == 1);
        _source.Arrive(LateReceiptKind.HardBounce, await TokenOfAsync(engine, receipt));
        await engine.UntilAsync(() => _source.GivenCount == 2);

        var view = await engine.Client.Bounces.GetAsync();
        Assert.Equal((1, 1), (view.Counts["unmatched"], view.Counts["hard"]));
        Assert.Equal(("7/1", true), (Assert.Single(view.Unrecognized).Message, view.Unrecognized[0].IsReport));
        await engine.WaitAsync(receipt, view => view.Dispatches[0].State == DispatchState.Bounced);
        await engine.UntilAsync(() => board.Failures.Count == 0);
    }

    /// <summary>What no mailbox gives: looking for it fails.</summary>
    private static ReceiptReference Untakable => new(null!);

    private async Task<TestEngine> StartAsync(ScriptedChannel? email = null, ReceiptFailures? failures = null)
    {
        var engine = await TestEngine.StartAsync(
            services =>
            {
                services.RemoveAll<IReceiptSource>().AddSingleton<IReceiptSource>(_source);
                if (failures is not null)
                    services.RemoveAll<ReceiptFailures>().AddSingleton(failures);
            },
            [],
            email ?? _email,
            _post);
        await engine.ImportAsync(ByEmail("mail", fallback: "letter"), ByPost("letter"));
        return engine;
    }

    private static async Task<InvoiceView> DeliverAsync(TestEngine engine, string number) =>
        await engine.WaitAsync(await engine.FinalizeAsync(number), view => view.Dispatches[0].State == DispatchState.Delivered);

    /// <summary>What a report about an invoice's first dispatch carries.</summary>
    internal static async Task<ReceiptReference> TokenOfAsync(TestEngine engine, InvoiceView invoice)
    {
        var record = await engine.Host.Services.GetRequiredService<IDispatchStore>().FindDispatchAsync(invoice.Dispatches[0].Key, Stop);
        return new ReceiptReference([ReturnToken.Of(record!.Row.Id, record.Row.DispatchId.ToString(), record.Row.DocumentHash)]);
    }
}
