using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Bounces;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Channels.Email.Bounces;

/// <summary>What the relay sees of a return path.</summary>
public sealed class SmtpEnvelopeTests
{
    private const string WithReports = "250-relay.example\r\n250-DSN\r\n250 ENHANCEDSTATUSCODES";

    private readonly Shipments _shipments = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_RelayWithDeliveryReports_GetsTokenEnvelopeIdAndWhatToReport()
    {
        var shipment = _shipments.Create() with { RowId = 1171 };
        var token = ReturnToken.Of(1171, shipment.Key, shipment.Document.Hash);

        var commands = await SendAsync(shipment, "bounces@stadtwerke.example", ("EHLO", WithReports));

        var mail = Assert.Single(commands, command => command.StartsWith("MAIL FROM:", StringComparison.Ordinal));
        var recipient = Assert.Single(commands, command => command.StartsWith("RCPT TO:", StringComparison.Ordinal));
        Assert.StartsWith($"MAIL FROM:<bounces+{token}@stadtwerke.example>", mail, StringComparison.Ordinal);
        Assert.Contains($" ENVID={token}", mail, StringComparison.Ordinal);
        Assert.Contains(" RET=HDRS", mail, StringComparison.Ordinal);
        Assert.Contains(" NOTIFY=FAILURE,DELAY", recipient, StringComparison.Ordinal);
        Assert.Contains($" ORCPT=rfc822;{Shipments.PersonalEmail}", recipient, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_AnotherAttempt_HasTheSameEnvelope()
    {
        var shipment = _shipments.Create() with { RowId = 1171 };

        var first = await SendAsync(shipment, "bounces@stadtwerke.example", ("EHLO", WithReports));
        var second = await SendAsync(shipment with { Attempt = 2 }, "bounces@stadtwerke.example", ("EHLO", WithReports));

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task Send_NoReturnPathAndNoDeliveryReports_IsThePlainEnvelope()
    {
        var commands = await SendAsync(_shipments.Create() with { RowId = 1171 }, returnPath: null);

        Assert.Contains("MAIL FROM:<rechnung@stadtwerke.example>", commands);
        Assert.Contains($"RCPT TO:<{Shipments.PersonalEmail}>", commands);
    }

    private async Task<IReadOnlyList<string>> SendAsync(Shipment shipment, string? returnPath, params (string Step, string Answer)[] steps)
    {
        await using var relay = new ScriptedRelay(steps);
        using var channel = new SmtpEmailChannel(
            Options.Create(new EmailOptions { Host = "localhost", Port = relay.Port, Security = EmailSecurity.None }),
            TimeProvider.System,
            new CapturedLog<SmtpEmailChannel>(),
            Options.Create(new BounceOptions { ReturnPath = returnPath }));

        Assert.IsType<AttemptOutcome.Delivered>(await channel.SendAsync(shipment, _shipments, Stop));
        return [.. relay.Commands];
    }
}
