using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Tests.Grains.Engine;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Receipts;

[Collection("engine")]
public sealed class ReturnedMailTests
{
    private readonly ScriptedChannel _email = ScriptedChannel.Email();
    private readonly ScriptedChannel _post = ScriptedChannel.Post();

    [Fact]
    public async Task Record_PrintedLetter_BouncesItAndItsFallbackGoesOut()
    {
        await using var engine = await StartAsync();
        var letter = await DeliverAsync(engine, "R-1");

        var answer = await RecordAsync(engine, letter, ReturnReason.Moved, letter.FinalizedAt);
        var settled = await engine.WaitAsync(letter, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal(
            (ReturnedLetterResult.Recorded, DispatchState.Bounced, ReasonCode.RecipientMoved, "R-1~mail"), (answer.Result, answer.State, answer.Reason, answer.Fallback));
        var returned = settled.Dispatches[0];
        Assert.Equal((InvoiceState.NeedsCare, DispatchState.Bounced), (settled.State, returned.State));
        Assert.Equal((true, ReasonCode.RecipientMoved, new ProofView("returned", $"moved {letter.FinalizedAt.UtcDateTime:yyyy-MM-dd} by anna")), (returned.Receipt!.IsHard, returned.Receipt.Reason, returned.Receipt.Proof));
        Assert.Equal(OutcomeKind.Delivered, Assert.Single(returned.Attempts).Outcome);
        Assert.Equal("letter", settled.Dispatches[1].FallbackFor);
    }

    [Fact]
    public async Task Record_AgainAndAfterARestart_IsRepeatedAndSendsOneMail()
    {
        await using var engine = await StartAsync();
        var letter = await DeliverAsync(engine, "R-1");
        await RecordAsync(engine, letter, ReturnReason.Moved);
        var before = await engine.WaitAsync(letter, view => view.Dispatches[1].State == DispatchState.Delivered);

        var again = await RecordAsync(engine, letter, ReturnReason.Deceased);
        await engine.StopHostAsync();
        await engine.StartHostAsync();
        var restarted = await RecordAsync(engine, letter, ReturnReason.Moved);

        Assert.Equal((ReturnedLetterResult.Repeated, ReasonCode.RecipientMoved), (again.Result, again.Reason));
        Assert.Equal(ReturnedLetterResult.Repeated, restarted.Result);
        Assert.Equal(before.Stamp, (await engine.WaitAsync(letter, _ => true)).Stamp);
        Assert.Single(_email.Sent);
    }

    [Fact]
    public async Task Record_SameLetterManyTimesAtOnce_IsRecordedOnce()
    {
        await using var engine = await StartAsync();
        var letter = await DeliverAsync(engine, "R-1");

        var answers = await engine.Client.ReturnedMail.RecordAsync([.. Enumerable.Repeat(Returned(letter), IReturnedMailGrain.MaxLetterCount)], "anna");
        await engine.WaitAsync(letter, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Single(answers, answer => answer.Result == ReturnedLetterResult.Recorded);
        Assert.Equal(IReturnedMailGrain.MaxLetterCount - 1, answers.Count(answer => answer.Result == ReturnedLetterResult.Repeated));
        Assert.Single(_email.Sent);
    }

    [Fact]
    public async Task Record_PrinterHasNotToldItsEnd_IsRecordedAndItsLaterWordChangesNothing()
    {
        var post = ScriptedChannel.Post(new AttemptOutcome.Submitted("job-7", TimeSpan.FromMilliseconds(200)));
        var isDone = false;
        post.OnAsk = _ => isDone ? ScriptedChannel.Delivered : new AttemptOutcome.Submitted("job-7", TimeSpan.FromMilliseconds(200));
        await using var engine = await StartAsync(post);
        var letter = await engine.WaitAsync(await engine.FinalizeAsync("R-1"), view => view.Dispatches[0].State == DispatchState.Submitted);

        var answer = await RecordAsync(engine, letter, ReturnReason.Unknown);
        isDone = true;
        var settled = await engine.WaitAsync(letter, view => view.Dispatches[1].State == DispatchState.Delivered);

        Assert.Equal(ReturnedLetterResult.Recorded, answer.Result);
        Assert.Equal((DispatchState.Bounced, ReasonCode.RecipientUnknown), (settled.Dispatches[0].State, settled.Dispatches[0].Reason));
    }

    [Fact]
    public async Task Record_AttemptIsOpen_IsTooEarlyAndTakenLater()
    {
        var gate = new TaskCompletionSource<AttemptOutcome>();
        _post.OnSend = (_, _) => gate.Task;
        await using var engine = await StartAsync();
        var letter = await engine.FinalizeAsync("R-1");
        await _post.NextAsync();

        var early = await RecordAsync(engine, letter, ReturnReason.Moved);
        gate.SetResult(ScriptedChannel.Delivered);
        await engine.WaitAsync(letter, view => view.Dispatches[0].State == DispatchState.Delivered);
        var later = await RecordAsync(engine, letter, ReturnReason.Moved);

        Assert.Equal((ReturnedLetterResult.TooEarly, ReturnedLetterResult.Recorded), (early.Result, later.Result));
    }

    [Fact]
    public async Task Record_WhatCannotHaveComeBack_IsDeclinedInWords()
    {
        await using var engine = await StartAsync();
        var letter = await DeliverAsync(engine, "R-1");
        var refused = await DeliverRefusedAsync(engine);
        ReturnedLetter[] letters =
        [
            new(letter.Dispatches[1].Key, ReturnReason.Moved),
            Returned(refused),
            Returned(letter) with { ReturnedAt = DateTimeOffset.UtcNow.AddDays(2) },
            Returned(letter) with { ReturnedAt = letter.FinalizedAt.AddDays(-2) },
            new(letter.Dispatches[0].Key with { Number = "R-9" }, ReturnReason.Moved),
        ];

        var answers = await engine.Client.ReturnedMail.RecordAsync(letters, "anna");
        var nobody = Assert.Single(await engine.Client.ReturnedMail.RecordAsync([Returned(letter)], " "));

        Assert.Equal(
            ["It is no letter but of kind email.", "It is refused and was never printed.", "The time of its return is in the future.", "The time of its return is before the invoice was finalized."],
            answers.Take(4).Select(answer => answer.Message));
        Assert.All(answers.Take(4).Append(nobody), answer => Assert.Equal(ReturnedLetterResult.Declined, answer.Result));
        Assert.Equal(ReturnedLetterResult.NotFound, answers[4].Result);
        Assert.Equal(letter.Stamp, (await engine.WaitAsync(letter, _ => true)).Stamp);
    }

    [Fact]
    public async Task Check_PrintedLetter_SaysThatItCanBeRecordedAndRecordsNothing()
    {
        await using var engine = await StartAsync();
        var letter = await DeliverAsync(engine, "R-1");

        var answer = Assert.Single(await engine.Client.ReturnedMail.CheckAsync([Returned(letter)]));

        Assert.Equal((ReturnedLetterResult.Recorded, DispatchState.Delivered), (answer.Result, answer.State));
        Assert.Equal(letter.Stamp, (await engine.WaitAsync(letter, _ => true)).Stamp);
    }

    [Fact]
    public async Task Record_TooManyInACall_IsRefused()
    {
        await using var engine = await StartAsync();
        var letter = new ReturnedLetter(new DispatchId(BillerId, "R-1", "letter"), ReturnReason.Moved);

        await Assert.ThrowsAsync<ArgumentException>(() => engine.Client.ReturnedMail.RecordAsync([.. Enumerable.Repeat(letter, 201)], "anna"));
    }

    [Theory]
    [InlineData(ReturnReason.Moved, true)]
    [InlineData(ReturnReason.Unknown, true)]
    [InlineData(ReturnReason.Incomplete, true)]
    [InlineData(ReturnReason.Deceased, true)]
    [InlineData(ReturnReason.Other, false)]
    [InlineData(ReturnReason.Unclaimed, null)]
    [InlineData(ReturnReason.Refused, null)]
    public async Task AddressCare_Returned_IsShownWhereTheAddressMayBeWrongUntilItIsChanged(ReturnReason reason, bool? isHard)
    {
        await using var engine = await StartAsync();
        var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));
        var letter = await DeliverAsync(engine, "R-1");
        await RecordAsync(engine, letter, reason);
        await DeliverAsync(engine, "R-2");

        var care = await subscription.GetAddressCareAsync();

        if (isHard is null)
        {
            Assert.Empty(care);
            return;
        }

        var address = Assert.Single(care);
        Assert.Null(address.Email);
        Assert.Equal((Name, isHard.Value, "R-1~letter"), (address.Name, address.IsHard, address.Dispatch));
        Assert.Equal(ContractingParty.Address, address.Address);
        var current = (await subscription.GetAsync())!;
        await subscription.PutAsync(current with { ContractingParty = current.ContractingParty with { Address = current.ContractingParty.Address! with { BuildingNumber = "18" } } });
        Assert.Empty(await subscription.GetAddressCareAsync());
    }

    private static ReturnedLetter Returned(InvoiceView letter, ReturnReason reason = ReturnReason.Moved) => new(letter.Dispatches[0].Key, reason);

    private static async Task<ReturnedLetterAnswer> RecordAsync(TestEngine engine, InvoiceView letter, ReturnReason reason, DateTimeOffset? returnedAt = null) =>
        Assert.Single(await engine.Client.ReturnedMail.RecordAsync([Returned(letter, reason) with { ReturnedAt = returnedAt }], "anna"));

    private static async Task<InvoiceView> DeliverAsync(TestEngine engine, string number) =>
        await engine.WaitAsync(await engine.FinalizeAsync(number), view => view.Dispatches[0].State == DispatchState.Delivered);

    private async Task<InvoiceView> DeliverRefusedAsync(TestEngine engine)
    {
        _post.OnSend = (_, _) => Task.FromResult(ScriptedChannel.Refused);
        return await engine.WaitAsync(await engine.FinalizeAsync("R-2"), view => view.Dispatches[0].State == DispatchState.Refused);
    }

    private async Task<TestEngine> StartAsync(ScriptedChannel? post = null)
    {
        var engine = await TestEngine.StartAsync(_email, post ?? _post);
        await engine.ImportAsync(ByPost("letter", fallback: "mail"), ByEmail("mail"));
        return engine;
    }
}
