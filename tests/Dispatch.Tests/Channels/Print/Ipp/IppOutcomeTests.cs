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
    public async Task Send_AJobOfThatNameIsPrinted_IsDeliveredAndNotPrintedAgain()
    {
        PrivateCups.Require();
        await using var cups = await PrivateCups.StartAsync(Stop);
        var channel = _desk.Open(cups.Uri());

        await channel.SendAsync(Letter(), _shipments, Stop);
        await _desk.AskUntilEndedAsync(channel, Letter(), Stop);
        var again = await channel.SendAsync(Letter(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("ipp", _desk.References[0])), again);
        Assert.Single(cups.Printed());
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
        var last = await channel.AskAsync(_shipments.Create("2026-10-3", "hall"), Stop);

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
