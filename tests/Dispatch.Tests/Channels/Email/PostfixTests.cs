using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Tests.Servers.Fixtures;
using Dispatch.Tests.Servers.Mail;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dispatch.Tests.Channels.Email;

public sealed class PostfixTests
{
    private readonly Shipments _shipments = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_RealPostfix_PutsTheMessageIntoTheMaildir()
    {
        PrivatePostfix.Require();
        await using var postfix = await PrivatePostfix.StartAsync(Stop);
        using var channel = CreateChannel(postfix.Port);

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "anna@kunden.example" }, _shipments, Stop);

        Assert.Matches("^250 2\\.0\\.0 [0-9A-Za-z]+$", Assert.IsType<AttemptOutcome.Delivered>(outcome).Proof.Value);
        var message = await MimeMessage.LoadAsync(await postfix.WaitForMailAsync(Stop), Stop);
        Assert.Equal("Rechnung 2026-10-0001 – Stadtwerke Müsterlingen", message.Subject);
        Assert.Equal(_shipments.Content(_shipments.Document), MessageParts.ContentOf(message.Attachments.Single()));
    }

    [Fact]
    public async Task Send_RealPostfixUnknownMailbox_IsRefused()
    {
        PrivatePostfix.Require();
        await using var postfix = await PrivatePostfix.StartAsync(Stop);
        using var channel = CreateChannel(postfix.Port);

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "niemand@kunden.example" }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Refused(ReasonCode.RecipientRefused, "550 5.1.1"), outcome);
    }

    [Fact]
    public async Task Send_RealPostfixWithTlsAndSasl_Delivers()
    {
        PrivatePostfix.Require();
        using var authority = new TestAuthority();
        using var folder = new TemporaryFolder();
        await using var postfix = await PrivatePostfix.StartAsync(Stop, authority);
        var options = SecureOptions(postfix, authority, folder, PrivatePostfix.Password);
        using var channel = new SmtpEmailChannel(Options.Create(options), TimeProvider.System, new CapturedLog<SmtpEmailChannel>());

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "anna@kunden.example" }, _shipments, Stop);

        Assert.IsType<AttemptOutcome.Delivered>(outcome);
        var message = await MimeMessage.LoadAsync(await postfix.WaitForMailAsync(Stop), Stop);
        Assert.Equal(_shipments.Content(_shipments.Document), MessageParts.ContentOf(message.Attachments.Single()));
        Assert.Contains("ESMTPSA", message.Headers["Received"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_RealPostfixWrongPassword_IsDeferredAuthFailed()
    {
        PrivatePostfix.Require();
        using var authority = new TestAuthority();
        using var folder = new TemporaryFolder();
        await using var postfix = await PrivatePostfix.StartAsync(Stop, authority);
        var options = SecureOptions(postfix, authority, folder, "wrong");
        using var channel = new SmtpEmailChannel(Options.Create(options), TimeProvider.System, new CapturedLog<SmtpEmailChannel>());

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "anna@kunden.example" }, _shipments, Stop);

        Assert.Equal(ReasonCode.AuthFailed, Assert.IsType<AttemptOutcome.Deferred>(outcome).Reason);
    }

    [Fact]
    public async Task Send_RealPostfixThatDoesNotRelayForUs_IsDeferredAuthFailed()
    {
        PrivatePostfix.Require();
        using var authority = new TestAuthority();
        using var folder = new TemporaryFolder();
        await using var postfix = await PrivatePostfix.StartAsync(Stop, authority);
        var options = SecureOptions(postfix, authority, folder, "unused");
        (options.UserName, options.PasswordFile) = (null, null);
        using var channel = new SmtpEmailChannel(Options.Create(options), TimeProvider.System, new CapturedLog<SmtpEmailChannel>());

        var outcome = await channel.SendAsync(_shipments.Create() with { RecipientEmail = "anna@kunden.example" }, _shipments, Stop);

        Assert.Equal(new AttemptOutcome.Deferred(ReasonCode.AuthFailed, "554 5.7.1"), outcome);
    }

    private static EmailOptions SecureOptions(PrivatePostfix postfix, TestAuthority authority, TemporaryFolder folder, string password) => new()
    {
        Host = "localhost",
        Port = postfix.Port,
        Security = EmailSecurity.StartTls,
        CaFile = folder.Write(authority.ToPem(), "ca.pem"),
        UserName = $"{PrivatePostfix.User}@kunden.example",
        PasswordFile = folder.Write(password, "password"),
    };

    private static SmtpEmailChannel CreateChannel(int port) => new(
        Options.Create(new EmailOptions { Host = "127.0.0.1", Port = port, Security = EmailSecurity.None }),
        TimeProvider.System,
        new CapturedLog<SmtpEmailChannel>());
}
