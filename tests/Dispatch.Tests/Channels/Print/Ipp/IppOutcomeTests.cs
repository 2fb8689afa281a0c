// Long because what a print server answers, and what it means, stands in one place, as the table in the documentation has it.
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Cups;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;

namespace Dispatch.Tests.Channels.Print.Ipp;

/// <summary>What a real CUPS answers, and what it means.</summary>
public sealed class IppOutcomeTests : IDisposable
{
    private readonly Shipments _shipments = new();
    private readonly IppDesk _desk = new();
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _desk.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Send_QueueThatTakesNoJobs_IsDeferredPrinterStopped()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.RejectAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        var outcome = await channel.SendAsync(Letter(), _shipments, Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.PrinterStopped, "0x0506"), outcome);
        Assert.Equal((PrinterCondition.NotAccepting, ReasonCode.PrinterStopped), (status.Condition, status.Reason));
        Assert.Empty(_desk.References);
    }

    [Fact]
    public async Task Send_QueueThatDoesNotExist_IsDeferredChannelUnavailable()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri("gone"));

        var outcome = await channel.SendAsync(Letter(), _shipments, Stop);
        var asked = await channel.AskAsync(Letter(), Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, "0x0406"), outcome);
        Assert.Null(asked);
        Assert.Equal((PrinterCondition.Away, ReasonCode.ChannelUnavailable), (status.Condition, status.Reason));
    }

    [Fact]
    public async Task Send_NobodyListens_IsDeferredConnectRefusedAndCannotBeAsked()
    {
        var channel = _desk.Open($"ipp://127.0.0.1:{FreePort.Take()}/printers/hall");

        var outcome = await channel.SendAsync(Letter(), _shipments, Stop);
        var asked = await channel.AskAsync(Letter(), Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectRefused), outcome);
        Assert.Null(asked);
        Assert.Equal((PrinterCondition.Away, ReasonCode.ConnectRefused), (status.Condition, status.Reason));
        Assert.Empty(status.Media);
    }

    [Fact]
    public async Task Send_ServerThatStandsStill_IsDeferredTimeoutAndItsStatusSaysSo()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri(), configureAll: options => options.IppTimeout = TimeSpan.FromSeconds(1));

        await cups.StandStillAsync(Stop);
        var outcome = await channel.SendAsync(Letter(), _shipments, Stop);
        var asked = await channel.AskAsync(Letter(), Stop);
        var status = Assert.Single(await channel.GetStatusAsync(Stop));
        await cups.GoOnAsync(Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Timeout), outcome);
        Assert.Null(asked);
        Assert.Equal((PrinterCondition.Away, ReasonCode.Timeout), (status.Condition, status.Reason));
    }

    [Fact]
    public async Task Ask_JobCancelledAtThePrinter_IsHeldForAPersonWhoMayPrintItAnew()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        cups.SetJam(true);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        await cups.WaitForJamAsync(Stop);
        await cups.CancelJobAsync(1, Stop);
        var asked = await _desk.AskUntilEndedAsync(channel, Letter() with { Reference = _desk.References[0] }, Stop);
        cups.SetJam(false);
        var again = await channel.SendAsync(Letter() with { Reference = _desk.References[0] }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Cancelled), asked);
        Assert.IsType<AttemptOutcome.Submitted>(again);
        Assert.Equal(2, Assert.Single(await cups.WaitForPrintedAsync(1, Stop)).JobId);
    }

    [Fact]
    public async Task Ask_JobThatThePrinterAborted_IsUnknownPrinterStopped()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { ErrorPolicy = "abort-job" });
        cups.SetBroken(true);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        var asked = await _desk.AskUntilEndedAsync(channel, Letter() with { Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.PrinterStopped), asked);
    }

    [Fact]
    public async Task Ask_QueueTakenAwayWithTheJob_IsUnknownChannelUnavailable()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        await cups.RemoveQueueAsync("hall", Stop);
        var asked = await channel.AskAsync(Letter() with { Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ChannelUnavailable), asked);
    }

    [Fact]
    public async Task Ask_JobThatTheServerHasForgotten_IsUnknownAndNotPrintedAgain()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { KeepsHistory = false });
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        await cups.WaitForPrintedAsync(1, Stop);
        var asked = await _desk.AskUntilEndedAsync(channel, Letter() with { Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other), asked);
        Assert.Single(cups.Printed());
    }

    [Fact]
    public async Task Send_ItsJobIsPrinted_IsDeliveredAndNotPrintedAgain()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        var letter = Letter() with { Reference = _desk.References[0] };
        await _desk.AskUntilEndedAsync(channel, letter, Stop);
        var again = await channel.SendAsync(letter, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(IppDesk.ProofOf(_desk.References[0])), again);
        Assert.Single(cups.Printed());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Send_AJobOfThatNameThatWasNotRecorded_IsHeldUntilItHasEndedAndAPersonDecides(bool isPrinted)
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        if (!isPrinted)
            await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        await channel.SendAsync(Letter(), _shipments, Stop);    // by another system
        if (isPrinted)
            await _desk.AskUntilEndedAsync(channel, Letter() with { Reference = _desk.References[0] }, Stop);

        var sent = await channel.SendAsync(Letter(), _shipments, Stop);
        var asked = await channel.AskAsync(Letter(), Stop);
        var decided = await channel.SendAsync(Letter() with { MaySendAnew = true }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported), sent);
        Assert.Equal(sent, asked);
        Assert.Equal(isPrinted ? OutcomeKind.Submitted : OutcomeKind.Unknown, decided.Kind);
        Assert.Equal(isPrinted ? 2 : 1, _desk.References.Count);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("1 5025")]
    public async Task Ask_JobOfThatIdIsAStrangers_IsUnknownAndTheStrangersGoesOn(string reference)
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        await channel.SendAsync(_desk.Recording(_shipments.Create("2026-10-0002", "hall")), _shipments, Stop);

        var asked = await channel.AskAsync(Letter() with { Reference = reference }, Stop);
        var stranger = await channel.AskAsync(_shipments.Create("2026-10-0002", "hall") with { Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other), asked);
        Assert.IsType<AttemptOutcome.Submitted>(stranger);
    }

    [Fact]
    public async Task Ask_JobWithoutUuidButOfThatIdAndName_IsTheOne()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, Letter() with { Reference = "1" }, Stop));
    }

    [Fact]
    public async Task SendBatch_WaitingJobHasLettersThatWereTakenOut_IsHeld()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        await channel.SendBatchAsync(_desk.Batch(new byte[30_000]), Stop);

        var smaller = await channel.SendBatchAsync(_desk.Batch(new byte[20_000]) with { Attempt = 2, Reference = _desk.References[0] }, Stop);
        var sizeless = await channel.SendBatchAsync(_desk.Batch(new byte[20_000]) with { Attempt = 2, Reference = IppDesk.SizelessOf(_desk.References[0]) }, Stop);
        var same = await channel.SendBatchAsync(_desk.Batch(new byte[30_000]) with { Attempt = 2, Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other), smaller.Outcome);
        Assert.Equal(smaller, sizeless);
        Assert.Equal(new AttemptOutcome.Submitted(_desk.References[0], TimeSpan.FromSeconds(10)), same.Outcome);
        Assert.Single(_desk.References);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SendBatch_APersonHasDecided_IsPrintedAnewThoughItsJobIsCompleted(bool isCut)
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        var batch = _desk.Batch(new byte[20_000]);
        await channel.SendBatchAsync(batch, Stop);
        await _desk.AskUntilEndedAsync(channel, batch with { Reference = _desk.References[0] }, Stop);
        var decided = batch with { Attempt = 2, MaySendAnew = true, Reference = isCut ? $"{IppDesk.SizelessOf(_desk.References[0])} 90000" : _desk.References[0] };

        var asked = await channel.AskBatchAsync(decided, Stop);
        var sent = await channel.SendBatchAsync(decided, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), asked!.Outcome);    // the attempt has sent nothing of its own yet
        Assert.IsType<AttemptOutcome.Submitted>(sent.Outcome);
        Assert.Equal(2, (await cups.WaitForPrintedAsync(2, Stop)).Count);
    }

    [Fact]
    public async Task SendBatch_APersonHasDecidedWhileItsJobWaits_IsNotPrintedTwice()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        await channel.SendBatchAsync(_desk.Batch(new byte[20_000]), Stop);

        var sent = await channel.SendBatchAsync(_desk.Batch(new byte[20_000]) with { Attempt = 2, MaySendAnew = true, Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Submitted(_desk.References[0], TimeSpan.FromSeconds(10)), sent.Outcome);
        Assert.Single(_desk.References);
    }

    [Fact]
    public async Task AskBatch_LessArrivedThanWasRecorded_IsCancelledWhileItWaits()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        await channel.SendBatchAsync(_desk.Batch(new byte[20_000]), Stop);
        var question = _desk.Batch([]) with { OpenAsync = null, Sha256 = "" };

        var whole = await channel.AskBatchAsync(question with { Reference = _desk.References[0] }, Stop);
        var unsized = await channel.AskBatchAsync(question with { Reference = IppDesk.SizelessOf(_desk.References[0]) }, Stop);
        var cut = await channel.AskBatchAsync(question with { Reference = $"{IppDesk.SizelessOf(_desk.References[0])} 90000" }, Stop);
        await cups.ResumeAsync(Stop);

        Assert.Equal(new AttemptOutcome.Submitted(_desk.References[0], TimeSpan.FromSeconds(10)), whole!.Outcome);
        Assert.Equal(new AttemptOutcome.Submitted(IppDesk.SizelessOf(_desk.References[0]), TimeSpan.FromSeconds(10)), unsized!.Outcome);
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), cut!.Outcome);
        Assert.Contains("print job 1 is cancelled, nothing of it was printed", _desk.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskBatch_LessArrivedThanWasRecordedAndItIsPrinted_IsUnknown()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        await channel.SendBatchAsync(_desk.Batch(new byte[20_000]), Stop);
        await cups.WaitForPrintedAsync(1, Stop);

        var question = _desk.Batch([]) with { OpenAsync = null, Sha256 = "", Reference = _desk.References[0] };
        await _desk.AskUntilEndedAsync(channel, question, Stop);
        var asked = await channel.AskBatchAsync(question with { Reference = $"{IppDesk.SizelessOf(_desk.References[0])} 90000" }, Stop);

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.Other), asked!.Outcome);
    }

    [Fact]
    public async Task AskBatch_CutJobIsBeingPrintedAtAServerThatForgetsIt_IsUnknown()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { KeepsHistory = false });
        cups.SetJam(true);
        var channel = _desk.Open(cups.Uri());
        await channel.SendBatchAsync(_desk.Batch(new byte[20_000]), Stop);
        await cups.WaitForJamAsync(Stop);

        var asked = await channel.AskBatchAsync(_desk.Batch([]) with { OpenAsync = null, Sha256 = "", Reference = $"{IppDesk.SizelessOf(_desk.References[0])} 90000" }, Stop);

        Assert.IsType<AttemptOutcome.Unknown>(asked!.Outcome);
    }

    [Fact]
    public async Task Send_ManyJobsInTheHistory_FindsTheOneAmongThem()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop, new CupsSettings { MaxJobs = 3 });
        await cups.PauseAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        for (var i = 1; i <= 3; i++)
            await channel.SendAsync(_desk.Recording(_shipments.Create($"2026-10-{i}", "hall")), _shipments, Stop);

        // The server lists no more than three at once.
        var last = await channel.AskAsync(_shipments.Create("2026-10-3", "hall") with { Reference = "99" + _desk.References[2][1..] }, Stop);

        Assert.Equal(_desk.References[2], Assert.IsType<AttemptOutcome.Submitted>(last).Reference);
    }

    [Fact]
    public async Task Send_DocumentThatWasChanged_NeverArrives()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        _shipments.Change(_shipments.Document);

        var outcome = await channel.SendAsync(Letter(), _shipments, Stop);
        var asked = await channel.AskAsync(Letter() with { Reference = _desk.References[0] }, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), outcome);
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), asked);
        Assert.Contains(2121, _desk.Log.Ids);
        Assert.Empty(cups.Printed());
    }

    [Fact]
    public async Task Send_DocumentThatIsLost_MakesNoJob()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());
        _shipments.Lose(_shipments.Document);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), await channel.SendAsync(Letter(), _shipments, Stop));
        Assert.DoesNotContain(2130, _desk.Log.Ids);
    }

    [Fact]
    public async Task Send_ReferenceThatCannotBeRecorded_SendsNothing()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        var outcome = await channel.SendAsync(Letter() with { RecordReferenceAsync = (_, _) => throw new TimeoutException() }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.StorageConflict), outcome);
        Assert.Contains(2137, _desk.Log.Ids);
        Assert.DoesNotContain(2133, _desk.Log.Ids);
        Assert.Empty(cups.Printed());
    }

    [Fact]
    public async Task Send_OverTlsWithAPassword_IsPrinted()
    {
        PrivateCups.Require();
        using var authority = new TestAuthority();
        await using var cups = await PrivateCups.StartAsync(Stop, SecureSettings(authority));
        var channel = _desk.Open(cups.TlsUri(), printer => SignIn(printer, authority, PrivateCups.Password));

        var sent = await channel.SendAsync(Letter(), _shipments, Stop);

        Assert.True(sent is AttemptOutcome.Submitted, $"{sent} {_desk.Log.Text} {cups.Log}");
        Assert.IsType<AttemptOutcome.Delivered>(await _desk.AskUntilEndedAsync(channel, Letter() with { Reference = _desk.References[0] }, Stop));
        Assert.Equal(_shipments.Content(_shipments.Document), Assert.Single(cups.Printed()).Content);
    }

    [Fact]
    public async Task Send_WrongPassword_IsDeferredAuthFailed()
    {
        PrivateCups.Require();
        using var authority = new TestAuthority();
        await using var cups = await PrivateCups.StartAsync(Stop, SecureSettings(authority));
        var channel = _desk.Open(cups.TlsUri(), printer => SignIn(printer, authority, "wrong"));

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed, "HTTP 401"), await channel.SendAsync(Letter(), _shipments, Stop));
    }

    [Fact]
    public async Task Send_CertificateOfAnotherAuthority_IsDeferredTlsFailed()
    {
        PrivateCups.Require();
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        await using var cups = await PrivateCups.StartAsync(Stop, SecureSettings(authority) with { NeedsPassword = false });

        Assert.Equal(
            new AttemptOutcome.Deferred(ReasonCode.TlsFailed),
            await _desk.Open(cups.TlsUri(), printer => printer.CaFile = _folder.Write(other.ToPem(), "other.pem")).SendAsync(Letter(), _shipments, Stop));
        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.TlsFailed), await _desk.Open(cups.TlsUri()).SendAsync(Letter(), _shipments, Stop));
    }

    [Fact]
    public async Task Send_AnyEnding_LogsNoPersonalData()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        await cups.RejectAsync(Stop);
        await channel.SendAsync(_desk.Recording(_shipments.Create("2026-10-0002", "hall")), _shipments, Stop);

        foreach (var personal in new[] { Shipments.PersonalName, Shipments.PersonalEmail, Shipments.PersonalStreet })
            Assert.DoesNotContain(personal, _desk.Log.Text, StringComparison.Ordinal);
    }

    private static CupsSettings SecureSettings(TestAuthority authority)
    {
        var pem = authority.ToRelayPem();
        var key = pem.IndexOf("-----BEGIN PRIVATE KEY", StringComparison.Ordinal);
        return new CupsSettings { Tls = (pem[..key], pem[key..]), NeedsPassword = true };
    }

    private void SignIn(PrinterOptions printer, TestAuthority authority, string password)
    {
        printer.UserName = PrivateCups.User;
        printer.PasswordFile = _folder.Write(password, "password");
        printer.CaFile = _folder.Write(authority.ToPem(), "ca.pem");
    }

    private Shipment Letter() => _desk.Recording(_shipments.Create(destination: "hall"));
}
