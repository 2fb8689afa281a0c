using System.Runtime.CompilerServices;
using System.Text;
using Dispatch.Channels.Email.Bounces;
using MailKit;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>Sends a small message over each configured relay as the engine would, and keeps what was said.</summary>
public static class RelayTest
{
    /// <summary>Tries the relays in their order, every one of them.</summary>
    /// <param name="options">The checked options; at least one relay.</param>
    /// <param name="sender">The sender's bare address.</param>
    /// <param name="recipient">The recipient's bare address.</param>
    /// <param name="cancellationToken">Ends it before the point of no return.</param>
    /// <exception cref="FormatException">An address is none.</exception>
    public static async IAsyncEnumerable<RelayTestResult> RunAsync(
        EmailOptions options, string sender, string recipient, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var message = Compose(sender, recipient);
        using var serialized = SerializedMessage.Of(message, encodedBytes: 0);
        foreach (var relay in options.RelaysInOrder())
            yield return await TryAsync(options, relay, serialized, cancellationToken);
    }

    private static MimeMessage Compose(string sender, string recipient)
    {
        var message = new MimeMessage
        {
            Subject = "Test of the e-mail relay",
            Body = new TextPart("plain") { Text = "This message was sent by 'dispatchctl email test'. It carries no invoice.\r\n" },
        };
        message.From.Add(Address(sender));
        message.To.Add(Address(recipient));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    private static MailboxAddress Address(string address)
    {
        if (address.AsSpan().ContainsAny('\r', '\n', '\0') || !address.Contains('@') || !MailboxAddress.TryParse(address, out var mailbox) || mailbox.Address != address)
            throw new FormatException("It is no bare e-mail address such as name@example.org.");
        return mailbox;
    }

    private static async Task<RelayTestResult> TryAsync(EmailOptions options, NamedRelay relay, SerializedMessage message, CancellationToken cancellationToken)
    {
        using var said = new MemoryStream();
        AttemptOutcome outcome;
        using (var logger = new ProtocolLogger(said, leaveOpen: true) { RedactSecrets = true })
        using (var client = new SmtpRelayClient(new RelayTrust(relay.Options.CaFile), relay.Options.Chunking, logger))
        using (var deadline = new AttemptDeadline(options.ConnectTimeout, TimeProvider.System, cancellationToken))
        {
            try
            {
                await client.OpenAsync(relay.Options, deadline.Token);
                await client.SignInAsync(relay.Options, deadline.Token);
                deadline.Restart(options.CommandTimeout);
                var reply = await client.TransferAsync(message, new SmtpEnvelope(message.Sender, Id: null), stage => Follow(stage, deadline, options), deadline.Token);
                outcome = new AttemptOutcome.Delivered(reply.ToProof());
                deadline.Restart(options.CommandTimeout);
                await client.DisconnectAsync(quit: true, deadline.Token);
            }
            catch (Exception error) when (SmtpOutcomes.IsExpected(error))
            {
                outcome = SmtpOutcomes.Of(error, client.Stage, client.Verdict, deadline.IsCancelledByCaller).Outcome;
            }
        }
        return new RelayTestResult(relay.Name, outcome, Encoding.UTF8.GetString(said.ToArray()).Split('\n').Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0).ToList());
    }

    private static void Follow(SmtpStage stage, AttemptDeadline deadline, EmailOptions options)
    {
        if (stage == SmtpStage.Transferring)
            deadline.IgnoreCaller();
        if (stage == SmtpStage.AwaitingAnswer)
            deadline.Restart(options.EndOfDataTimeout);
    }
}
