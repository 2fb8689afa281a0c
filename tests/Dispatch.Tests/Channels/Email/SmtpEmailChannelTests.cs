// Long because it is one table: every way in which an exchange with a relay can end, each as a test of its own.
using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Tests.Servers;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace Dispatch.Tests.Channels.Email;

public sealed class SmtpEmailChannelTests
{
    private readonly Shipments _shipments = new();
    private readonly CapturedLog<SmtpEmailChannel> _log = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly EmailOptions _options = new() { Host = "localhost", Security = EmailSecurity.None };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GREETING", "421 4.3.2 shutting down", ReasonCode.ChannelUnavailable)]
    [InlineData("GREETING", "554 5.3.2 no service here", ReasonCode.ChannelUnavailable)]
    [InlineData("GREETING", ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("GREETING", "this is not SMTP", ReasonCode.ConnectionLost)]
    [InlineData("EHLO", "421 4.3.2 shutting down" + ScriptedRelay.ThenDrop, ReasonCode.ConnectionLost)]
    [InlineData("EHLO", ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("MAIL", "421 4.7.0 too many connections", ReasonCode.ChannelUnavailable)]
    [InlineData("MAIL", "452 4.3.1 insufficient storage", ReasonCode.QuotaExceeded)]
    [InlineData("MAIL", "530 5.7.0 sign in first", ReasonCode.AuthFailed)]
    [InlineData("MAIL", "550 5.1.8 sender unknown", ReasonCode.AuthFailed)]
    [InlineData("MAIL", "501 5.1.7 sender not understood", ReasonCode.AuthFailed)]
    [InlineData("MAIL", "553 5.7.1 not your sender", ReasonCode.AuthFailed)]
    [InlineData("MAIL", "550 no", ReasonCode.AuthFailed)]
    [InlineData("MAIL", "552 5.2.2 the sender's own mailbox is full", ReasonCode.AuthFailed)]
    [InlineData("MAIL", "552 5.7.0 sender over its limit", ReasonCode.AuthFailed)]
    [InlineData("MAIL", ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("RCPT", "450 4.2.0 greylisted", ReasonCode.ChannelUnavailable)]
    [InlineData("RCPT", "450 4.1.1 unverified", ReasonCode.RecipientRefused)]
    [InlineData("RCPT", "452 4.2.2 mailbox full", ReasonCode.QuotaExceeded)]
    [InlineData("RCPT", "452 too many recipients", ReasonCode.QuotaExceeded)]
    [InlineData("RCPT", "552 5.5.3 too many recipients", ReasonCode.QuotaExceeded)]
    [InlineData("RCPT", "421 4.7.0 bye" + ScriptedRelay.ThenDrop, ReasonCode.ChannelUnavailable)]
    [InlineData("RCPT", "554 5.7.1 relay access denied", ReasonCode.AuthFailed)]
    [InlineData("RCPT", "553 5.7.1 sender not owned by user", ReasonCode.AuthFailed)]
    [InlineData("RCPT", "550 5.1.8 sender's domain not found", ReasonCode.AuthFailed)]
    [InlineData("RCPT", "451 4.7.1 rate limit" + ScriptedRelay.ThenDrop, ReasonCode.ChannelUnavailable)]
    [InlineData("RCPT", ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("DATA", "451 4.3.0 try later", ReasonCode.ChannelUnavailable)]
    [InlineData("DATA", "421 4.3.2 shutting down" + ScriptedRelay.ThenDrop, ReasonCode.ChannelUnavailable)]
    [InlineData("DATA", ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData(".", "451 4.3.0 try later", ReasonCode.ChannelUnavailable)]
    [InlineData(".", "421 4.3.2 shutting down" + ScriptedRelay.ThenDrop, ReasonCode.ChannelUnavailable)]
    [InlineData(".", "452 4.2.2 mailbox full", ReasonCode.QuotaExceeded)]
    public async Task Send_TransientEnding_IsDeferred(string step, string answer, ReasonCode expected)
    {
        var outcome = await SendToAsync((step, answer));

        var deferred = Assert.IsType<AttemptOutcome.Deferred>(outcome);
        Assert.Equal(expected, deferred.Reason);
    }

    [Theory]
    [InlineData("MAIL", "552 5.3.4 too big", ReasonCode.SizeExceeded, "552 5.3.4")]
    [InlineData("MAIL", "552 too big", ReasonCode.SizeExceeded, "552")]
    [InlineData("RCPT", "550 5.1.1 no such person", ReasonCode.RecipientRefused, "550 5.1.1")]
    [InlineData("RCPT", "550 no such person", ReasonCode.RecipientRefused, "550")]
    [InlineData("RCPT", "554 5.4.4 no route", ReasonCode.RecipientRefused, "554 5.4.4")]
    [InlineData("RCPT", "550-5.1.1 no\r\n550 5.1.1 such person", ReasonCode.RecipientRefused, "550 5.1.1")]
    [InlineData("RCPT", "550 5.1.1 no such person" + ScriptedRelay.ThenDrop, ReasonCode.RecipientRefused, "550 5.1.1")]
    [InlineData("DATA", "554 5.5.1 no", ReasonCode.ContentRefused, "554 5.5.1")]
    [InlineData(".", "554 5.7.1 spam", ReasonCode.ContentRefused, "554 5.7.1")]
    [InlineData(".", "552 too big", ReasonCode.SizeExceeded, "552")]
    [InlineData(".", "552 5.2.2 mailbox full", ReasonCode.QuotaExceeded, "552 5.2.2")]
    [InlineData(".", "550 5.1.1 no such person", ReasonCode.RecipientRefused, "550 5.1.1")]
    [InlineData(".", "554 5.7.1 spam" + ScriptedRelay.ThenDrop, ReasonCode.ContentRefused, "554 5.7.1")]
    [InlineData(".", "554-5.7.1 this is\r\n554 5.7.1 spam" + ScriptedRelay.ThenDrop, ReasonCode.ContentRefused, "554 5.7.1")]
    public async Task Send_PermanentEnding_IsRefused(string step, string answer, ReasonCode expected, string code)
    {
        var outcome = await SendToAsync((step, answer));

        Assert.Equal(new AttemptOutcome.Refused(expected, code), outcome);
    }

    [Theory]
    [InlineData(ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("what?", ReasonCode.ConnectionLost)]
    [InlineData("354 go on", ReasonCode.Other)]
    public async Task Send_NoAnswerAfterEndOfData_IsUnknown(string answer, ReasonCode expected)
    {
        var outcome = await SendToAsync((".", answer));

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, expected), outcome);
    }

    [Theory]
    [InlineData("250 2.0.0 Ok: queued as 4F2A1B", "250 2.0.0 4F2A1B")]
    [InlineData("250 OK id=1rABcd-0001Xy-2Z", "250 1rABcd-0001Xy-2Z")]
    [InlineData("250 2.6.0 <x@y.example> [InternalId=4711, Hostname=h] Queued mail for delivery", "250 2.6.0 4711")]
    [InlineData("250 2.0.0 49T6UiQ1 Message accepted for delivery", "250 2.0.0 49T6UiQ1")]
    [InlineData("250 2.0.0 queued as annegret.pruefstein@kunden.example", "250 2.0.0")]
    [InlineData("250-thanks\r\n250 bye", "250")]
    public async Task Send_Accepted_ProofHasCodesAndQueueIdOnly(string answer, string proof)
    {
        var outcome = await SendToAsync((".", answer));

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("smtp", proof)), outcome);
    }

    [Fact]
    public async Task Send_ConnectionLostInContent_IsDeferredBecauseRelaysDiscardIt()
    {
        var large = _shipments.Add(new byte[15 * 1024 * 1024], "gross.pdf", "application/pdf");    // more than the sockets buffer
        await using var relay = new ScriptedRelay(("CONTENT", ScriptedRelay.Drop));
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create() with { Document = large }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectionLost), outcome);
    }

    [Theory]
    [InlineData("STARTTLS", ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("STARTTLS", "454 4.7.0 not now", ReasonCode.TlsFailed)]
    [InlineData("STARTTLS", "501 5.5.4 no", ReasonCode.ChannelUnavailable)]
    [InlineData("STARTTLS", "421 4.3.2 shutting down", ReasonCode.ChannelUnavailable)]
    [InlineData("STARTTLS", "220 go on" + ScriptedRelay.ThenDrop, ReasonCode.TlsFailed)]
    public async Task Send_EncryptionFails_IsDeferredAndSendsNothing(string step, string answer, ReasonCode expected)
    {
        await using var relay = new ScriptedRelay((step, answer), ("EHLO", "250-relay.example\r\n250 STARTTLS"));
        _options.Security = EmailSecurity.StartTls;
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(expected, Assert.IsType<AttemptOutcome.Deferred>(outcome).Reason);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ScriptedRelay.Drop, ReasonCode.ConnectionLost)]
    [InlineData("535 5.7.8 wrong", ReasonCode.AuthFailed)]
    [InlineData("454 4.7.0 not now", ReasonCode.AuthFailed)]
    [InlineData("421 4.3.2 shutting down" + ScriptedRelay.ThenDrop, ReasonCode.ChannelUnavailable)]
    public async Task Send_SignInFails_IsDeferredAndSendsNothing(string answer, ReasonCode expected)
    {
        using var folder = new TemporaryFolder();
        await using var relay = new ScriptedRelay(("AUTH", answer), ("EHLO", "250-relay.example\r\n250 AUTH PLAIN"));
        UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(expected, Assert.IsType<AttemptOutcome.Deferred>(outcome).Reason);
        Assert.Equal(2, relay.ConnectionCount);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_OnlyLoginOffered_SignsInByIt()
    {
        using var folder = new TemporaryFolder();
        await using var relay = new ScriptedRelay(
            ("EHLO", "250-relay.example\r\n250 AUTH LOGIN"),
            ("AUTH", "334 VXNlcm5hbWU6"),
            (Base64("dispatch").ToUpperInvariant(), "334 UGFzc3dvcmQ6"),
            (Base64(AcceptingRelay.Password).ToUpperInvariant(), "235 2.7.0 welcome"));
        UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        Assert.Contains(Base64(AcceptingRelay.Password), relay.Commands);
    }

    [Fact]
    public async Task Send_TokenFile_SignsInByXoauth2AndReadsItForEachConnection()
    {
        using var folder = new TemporaryFolder();
        await using var relay = new ScriptedRelay(("EHLO", "250-relay.example\r\n250 AUTH PLAIN XOAUTH2"));
        (_options.UserName, _options.TokenFile, _options.MessagesPerConnection) = ("dispatch", folder.Write("first\n", "token"), 1);
        using var channel = CreateChannel(relay.Port);

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        folder.Write("second\n", "token");
        await channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);

        Assert.Equal(
            [$"AUTH XOAUTH2 {Base64("user=dispatch\u0001auth=Bearer first\u0001\u0001")}", $"AUTH XOAUTH2 {Base64("user=dispatch\u0001auth=Bearer second\u0001\u0001")}"],
            relay.Commands.Where(command => command.StartsWith("AUTH", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Send_PasswordFileGone_IsDeferredAuthFailed()
    {
        using var folder = new TemporaryFolder();
        await using var relay = new ScriptedRelay(("EHLO", "250-relay.example\r\n250 AUTH PLAIN"));
        UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);
        File.Delete(_options.PasswordFile!);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed), outcome);
    }

    [Theory]
    [InlineData("GREETING")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task Send_StallBeforeEndOfData_IsDeferredTimeout(string step)
    {
        await using var relay = new ScriptedRelay((step, ScriptedRelay.Stall));
        using var channel = CreateChannel(relay.Port);

        var sending = channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await relay.Reached(step).WaitAsync(Stop);
        _clock.Advance(_options.CommandTimeout);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Timeout), await sending);
    }

    [Theory]
    [InlineData("STARTTLS")]
    [InlineData("AUTH")]
    [InlineData("CONTENT")]
    public async Task Send_StallOfWhatIsNotAlwaysAsked_IsDeferredTimeout(string step)
    {
        using var folder = new TemporaryFolder();
        var large = _shipments.Add(new byte[15 * 1024 * 1024], "gross.pdf", "application/pdf");    // more than the sockets buffer
        await using var relay = new ScriptedRelay((step, ScriptedRelay.Stall), ("EHLO", "250-relay.example\r\n250-STARTTLS\r\n250 AUTH PLAIN"));
        if (step == "STARTTLS")
            _options.Security = EmailSecurity.StartTls;
        if (step == "AUTH")
            UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);

        var sending = channel.SendAsync(_shipments.Create() with { Document = large }, _shipments, Stop);
        await relay.Reached(step).WaitAsync(Stop);
        _clock.Advance(_options.CommandTimeout);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Timeout), await sending);
    }

    [Theory]
    [InlineData(false, ReasonCode.Timeout)]
    [InlineData(true, ReasonCode.Cancelled)]
    public async Task Send_StallInHandshake_IsNoFaultOfTheEncryption(bool isCancelled, ReasonCode expected)
    {
        using var cancelling = new CancellationTokenSource();
        await using var relay = new ScriptedRelay(("STARTTLS", "220 go on" + ScriptedRelay.ThenStall), ("EHLO", "250-relay.example\r\n250 STARTTLS"));
        _options.Security = EmailSecurity.StartTls;
        using var channel = CreateChannel(relay.Port);

        var sending = channel.SendAsync(_shipments.Create(), _shipments, cancelling.Token);
        await relay.Reached("NEXT").WaitAsync(Stop);
        if (isCancelled)
            await cancelling.CancelAsync();
        else
            _clock.Advance(_options.ConnectTimeout);

        Assert.Equal(new AttemptOutcome.Deferred(expected), await sending);
    }

    [Fact]
    public async Task Send_StallAfterEndOfData_IsUnknownAfterEndOfDataTimeoutOnly()
    {
        await using var relay = new ScriptedRelay((".", ScriptedRelay.Stall));
        using var channel = CreateChannel(relay.Port);

        var sending = channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await relay.Reached(".").WaitAsync(Stop);
        _clock.Advance(_options.EndOfDataTimeout - TimeSpan.FromSeconds(1));
        var early = sending.IsCompleted;
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(early);
        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Timeout), await sending);
    }

    [Fact]
    public async Task Send_CancelledBeforeContent_IsDeferredCancelled()
    {
        await using var relay = new ScriptedRelay(("RCPT", ScriptedRelay.Stall));
        using var channel = CreateChannel(relay.Port);
        using var cancelling = new CancellationTokenSource();

        var sending = channel.SendAsync(_shipments.Create(), _shipments, cancelling.Token);
        await relay.Reached("RCPT").WaitAsync(Stop);
        await cancelling.CancelAsync();

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Cancelled), await sending);
    }

    [Fact]
    public async Task Send_CancelledAfterContent_AwaitsAnswer()
    {
        using var cancelling = new CancellationTokenSource();
        _log.OnEvent = id =>
        {
            if (id == EventIds.EndOfDataSending)
                cancelling.Cancel();
        };
        await using var relay = new ScriptedRelay();
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, cancelling.Token);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
    }

    [Fact]
    public async Task Send_NobodyListens_IsDeferredConnectRefused()
    {
        using var channel = CreateChannel(FreePort.Take());

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.ConnectRefused), outcome);
    }

    [Theory]
    [InlineData(EmailSecurity.StartTls)]
    [InlineData(EmailSecurity.Tls)]
    public async Task Send_TrustedCertificateAndPassword_Delivers(EmailSecurity security)
    {
        using var authority = new TestAuthority();
        using var folder = new TemporaryFolder();
        await using var relay = new AcceptingRelay(authority.Relay, security == EmailSecurity.Tls, signInRequired: true);
        UseTls(folder, authority, security);
        UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Delivered(new Proof("smtp", "250 2.0.0 7C0FFEE1")), outcome);
        var (content, recipient) = Assert.Single(relay.Accepted);
        Assert.Equal(Shipments.PersonalEmail, recipient);
        var message = await MimeMessage.LoadAsync(new MemoryStream(content), Stop);
        Assert.Equal(_shipments.Content(_shipments.Document), MessageParts.ContentOf(message.Attachments.Single()));
    }

    [Theory]
    [InlineData(EmailSecurity.StartTls)]
    [InlineData(EmailSecurity.Tls)]
    public async Task Send_CertificateOfAnotherAuthority_IsDeferredTlsFailed(EmailSecurity security)
    {
        using var authority = new TestAuthority();
        using var other = new TestAuthority();
        using var folder = new TemporaryFolder();
        await using var relay = new AcceptingRelay(authority.Relay, security == EmailSecurity.Tls);
        UseTls(folder, other, security);
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.TlsFailed), outcome);
        Assert.Empty(relay.Accepted);
    }

    [Fact]
    public async Task Send_CertificateUnknownToSystem_IsDeferredTlsFailed()
    {
        using var authority = new TestAuthority();
        await using var relay = new AcceptingRelay(authority.Relay, tlsFromStart: true);
        _options.Security = EmailSecurity.Tls;
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.TlsFailed), outcome);
    }

    [Fact]
    public async Task Send_CertificateOfAnotherHost_IsDeferredTlsFailed()
    {
        using var authority = new TestAuthority("other.example");
        using var folder = new TemporaryFolder();
        await using var relay = new AcceptingRelay(authority.Relay, tlsFromStart: true);
        UseTls(folder, authority, EmailSecurity.Tls);
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.TlsFailed), outcome);
    }

    [Fact]
    public async Task Send_StartTlsNotOffered_SendsNothing()
    {
        await using var relay = new ScriptedRelay();
        _options.Security = EmailSecurity.StartTls;
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.TlsFailed), outcome);
        Assert.DoesNotContain(relay.Commands, command => command.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_WrongPassword_IsDeferredAuthFailed()
    {
        using var folder = new TemporaryFolder();
        await using var relay = new AcceptingRelay(signInRequired: true);
        UsePassword(folder, "wrong");
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(ReasonCode.AuthFailed, Assert.IsType<AttemptOutcome.Deferred>(outcome).Reason);
    }

    [Fact]
    public async Task Send_SignInNotOffered_IsDeferredAuthFailed()
    {
        using var folder = new TemporaryFolder();
        await using var relay = new ScriptedRelay();
        UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed), outcome);
    }

    [Fact]
    public async Task Send_Twice_ReusesConnectionAndRepeatsBytes()
    {
        await using var relay = new ScriptedRelay();
        using var channel = CreateChannel(relay.Port);

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        await channel.SendAsync(_shipments.Create() with { Attempt = 2 }, _shipments, Stop);

        Assert.Equal(1, relay.ConnectionCount);
        var messages = relay.Messages.ToArray();
        Assert.Equal(2, messages.Length);
        Assert.Equal(messages[0], messages[1]);
    }

    [Fact]
    public async Task Send_IdleConnectionWasClosed_ConnectsAgain()
    {
        await using var relay = new ScriptedRelay((".", "250 2.0.0 fine" + ScriptedRelay.ThenDrop));
        using var channel = CreateChannel(relay.Port);

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);
        var outcome = await channel.SendAsync(_shipments.Create("2026-10-0002"), _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        Assert.Equal(2, relay.ConnectionCount);
    }

    [Theory]
    [InlineData("a@kunden.example>\r\nRCPT TO:<b@kunden.example")]
    [InlineData("a@kunden.example\n")]
    [InlineData("a\0@kunden.example")]
    public async Task Send_LineBreakInAddress_IsRefusedWithoutConnecting(string address)
    {
        await using var relay = new ScriptedRelay();
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = address }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.ContentRefused), outcome);
        Assert.Equal(0, relay.ConnectionCount);
    }

    [Fact]
    public async Task Send_InternationalDomain_GoesAsPunycode()
    {
        await using var relay = new ScriptedRelay();
        using var channel = CreateChannel(relay.Port);

        await channel.SendAsync(_shipments.Create() with { RecipientEmail = "anna@zürich.example" }, _shipments, Stop);

        Assert.Contains(relay.Commands, command => command.StartsWith("RCPT TO:<anna@xn--zrich-kva.example>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, "rechnung@XN--zri-hoa.example")]
    [InlineData("bounces@xn--zrich-kva.example", "@XN--zrich-kva.example")]
    public async Task Send_InternationalDomainsWithSmtpUtf8_GoAsPunycodeAndAskForNothing(string? returnPath, string sender)
    {
        await using var relay = new ScriptedRelay(("EHLO", "250-relay.example\r\n250-8BITMIME\r\n250-DSN\r\n250 SMTPUTF8"));
        _options.Port = relay.Port;
        using var channel = new SmtpEmailChannel(Options.Create(_options), _clock, _log, Options.Create(new BounceOptions { ReturnPath = returnPath }));
        var shipment = _shipments.Create() with { RowId = 1171, SenderEmail = "rechnung@züri.example", RecipientEmail = "anna@zürich.example" };

        await channel.SendAsync(shipment, _shipments, Stop);
        await channel.SendAsync(shipment with { RecipientEmail = "änni@zürich.example" }, _shipments, Stop);

        var (mail, rcpt) = (Commands("MAIL"), Commands("RCPT"));
        Assert.Contains(sender + ">", mail[0], StringComparison.Ordinal);
        Assert.StartsWith("RCPT TO:<anna@XN--zrich-kva.example> ", rcpt[0], StringComparison.Ordinal);
        Assert.EndsWith(" ORCPT=rfc822;anna@XN--zrich-kva.example", rcpt[0], StringComparison.Ordinal);
        Assert.All([mail[0], rcpt[0]], command => Assert.DoesNotContain("SMTPUTF8", command, StringComparison.Ordinal));
        Assert.Contains(" SMTPUTF8", mail[1], StringComparison.Ordinal);
        Assert.StartsWith("RCPT TO:<änni@zürich.example> ", rcpt[1], StringComparison.Ordinal);
        Assert.Equal(1, relay.ConnectionCount);

        List<string> Commands(string name) => [.. relay.Commands.Where(command => command.StartsWith(name, StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Send_InternationalLocalPartWithoutSmtpUtf8_IsRefused()
    {
        await using var relay = new ScriptedRelay();
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "änni@kunden.example" }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.RecipientRefused), outcome);
    }

    [Fact]
    public async Task Send_InternationalLocalPartWithSmtpUtf8_Delivers()
    {
        await using var relay = new ScriptedRelay(("EHLO", "250-relay.example\r\n250-8BITMIME\r\n250 SMTPUTF8"));
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "änni@kunden.example" }, _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        Assert.Contains(relay.Commands, command => command.StartsWith("RCPT TO:<änni@kunden.example>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_TooLargeForRelay_IsRefusedSizeExceeded()
    {
        await using var relay = new ScriptedRelay(("EHLO", "250-relay.example\r\n250 SIZE 1000"));
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(ReasonCode.SizeExceeded, Assert.IsType<AttemptOutcome.Refused>(outcome).Reason);
    }

    [Fact]
    public async Task Send_TooLargeForOptions_IsRefusedWithoutConnecting()
    {
        await using var relay = new ScriptedRelay();
        _options.MaxMessageBytes = 5_000;
        using var channel = CreateChannel(relay.Port);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.SizeExceeded), outcome);
        Assert.Equal(0, relay.ConnectionCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Send_DocumentLostOrChanged_IsDeferredWithoutConnecting(bool lost)
    {
        await using var relay = new ScriptedRelay();
        using var channel = CreateChannel(relay.Port);
        if (lost)
            _shipments.Lose(_shipments.Document);
        else
            _shipments.Change(_shipments.Document);

        var outcome = await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.Other), outcome);
        Assert.Equal(0, relay.ConnectionCount);
        Assert.Contains(EventIds.EmailDocumentUnreadable, _log.Ids);
    }

    [Fact]
    public async Task Send_Delivered_LogsEachStepInOrder()
    {
        await SendToAsync();

        Assert.Equal(
            [
                EventIds.EmailComposed, EventIds.RelayConnecting, EventIds.RelayConnected, EventIds.EnvelopeSending, EventIds.EnvelopeAccepted,
                EventIds.ContentSending, EventIds.EndOfDataSending, EventIds.RelayAnswered, EventIds.EmailAttemptEnded,
            ],
            _log.Ids);
    }

    [Theory]
    [InlineData("GREETING", "554")]
    [InlineData("MAIL", "550 5.7.1")]
    [InlineData("RCPT", "550 5.1.1")]
    [InlineData("RCPT", "451 4.2.0")]
    [InlineData(".", "554 5.7.1")]
    [InlineData(".", "250 2.0.0")]
    public async Task Send_AnyEnding_PutsNoPersonalDataAnywhere(string step, string code)
    {
        const string ServerText = "Schwatzhafter-Servertext";
        List<Activity> spans = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == ChannelTelemetry.EmailSourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => { lock (spans) spans.Add(activity); },
        };
        ActivitySource.AddActivityListener(listener);
        using var root = new Activity("test").Start();

        var outcome = await SendToAsync((step, $"{code} {ServerText} <{Shipments.PersonalEmail}> {Shipments.PersonalName}"));

        Activity span;
        lock (spans)
            span = Assert.Single(spans, span => span.TraceId == root.TraceId);
        var shown = $"{_log.Text}\n{outcome}\n{span.DisplayName} {span.StatusDescription} {string.Join(' ', span.TagObjects)} {string.Join(' ', span.Events)}";
        Assert.All([ServerText, Shipments.PersonalEmail, Shipments.PersonalName, "pruefstein", "Zürcher"], secret => Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(ActivityKind.Client, span.Kind);
        Assert.Equal("send email", span.DisplayName);
        Assert.Equal("smtp", span.GetTagItem("messaging.destination.name"));
        Assert.Equal(outcome.Kind.ToString().ToLowerInvariant(), span.GetTagItem("dispatch.outcome"));
    }

    [Fact]
    public async Task Send_SignedIn_ShowsPasswordNowhere()
    {
        using var folder = new TemporaryFolder();
        await using var relay = new AcceptingRelay(signInRequired: true);
        UsePassword(folder, AcceptingRelay.Password);
        using var channel = CreateChannel(relay.Port);

        await channel.SendAsync(_shipments.Create(), _shipments, Stop);

        Assert.DoesNotContain(AcceptingRelay.Password, _log.Text, StringComparison.Ordinal);
        Assert.Equal("***", Secret.FromFile(_options.PasswordFile!).ToString());
    }

    [Fact]
    public async Task Ask_Always_CannotBeAnswered()
    {
        using var channel = CreateChannel(1);

        Assert.Null(await channel.AskAsync(_shipments.Create(), Stop));
    }

    [Fact]
    public void Lanes_Default_OneLaneWithTheWholeBudget()
    {
        using var channel = CreateChannel(1);

        var lane = Assert.Single(channel.Lanes);
        Assert.Equal("email/smtp", lane.Name);
        Assert.Equal(TimeSpan.FromMinutes(11), lane.SendBudget);
        Assert.Equal(UnknownRule.Resend, lane.OnUnknown);
    }

    private async Task<AttemptOutcome> SendToAsync(params (string Step, string Answer)[] steps)
    {
        await using var relay = new ScriptedRelay(steps);
        using var channel = CreateChannel(relay.Port);
        return await channel.SendAsync(_shipments.Create() with { ParentTrace = Activity.Current?.Context ?? default }, _shipments, Stop);
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));

    private SmtpEmailChannel CreateChannel(int port)
    {
        _options.Port = port;
        return new SmtpEmailChannel(Options.Create(_options), _clock, _log);
    }

    private void UseTls(TemporaryFolder folder, TestAuthority authority, EmailSecurity security)
    {
        _options.Security = security;
        _options.CaFile = folder.Write(authority.ToPem(), "ca.pem");
    }

    private void UsePassword(TemporaryFolder folder, string password)
    {
        _options.UserName = AcceptingRelay.User;
        _options.PasswordFile = folder.Write(password + "\n", "password");
    }
}
