using Dispatch.Channels.Email.Bounces;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Dispatch.Channels.Email;

/// <summary>
/// Hands messages to a relay by SMTP. Until all content is written, whatever happens is a deferral or a refusal; from then on a
/// missing answer is unknown, because the relay may have taken the message over (RFC 1047).
/// </summary>
internal sealed class SmtpEmailChannel : EmailChannel, IDisposable
{
    private const int DefaultSlotCount = 8;

    private readonly EmailOptions _options;
    private readonly TimeProvider _clock;
    private readonly RelayTrust _trust;
    private readonly Secret? _password;
    private readonly SmtpConnections _connections;
    private readonly ReturnPath _returnPath;

    public SmtpEmailChannel(IOptions<EmailOptions> options, TimeProvider clock, ILogger<SmtpEmailChannel> logger, IOptions<BounceOptions>? bounces = null)
        : base(options.Value, "smtp", DefaultSlotCount, BudgetOf(options.Value), logger)
    {
        _options = options.Value;
        _clock = clock;
        _trust = new RelayTrust(_options.CaFile);
        _password = string.IsNullOrEmpty(_options.UserName) ? null : Secret.FromFile(_options.PasswordFile!);
        _connections = new SmtpConnections(clock);
        _returnPath = new ReturnPath(bounces?.Value.ReturnPath);
    }

    /// <summary>SMTP has no question for it.</summary>
    public override Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => Task.FromResult<AttemptOutcome?>(null);

    /// <inheritdoc/>
    public void Dispose() => _connections.Dispose();

    /// <inheritdoc/>
    protected override async Task<AttemptOutcome> TransferAsync(Shipment shipment, MimeMessage message, CancellationToken cancellationToken)
    {
        using var deadline = new AttemptDeadline(_options.ConnectTimeout, _clock, cancellationToken);
        var client = await _connections.TakeAsync(deadline.Token);
        try
        {
            if (client is null)
            {
                Logger.RelayConnecting(shipment.Name, shipment.Attempt);
                client = new SmtpRelayClient(_trust);
                await client.OpenAsync(_options, _password, deadline.Token);
                Logger.RelayConnected(shipment.Name, shipment.Attempt);
            }
            else
            {
                Logger.RelayReused(shipment.Name, shipment.Attempt);
            }

            deadline.Restart(_options.CommandTimeout);
            var envelope = new SmtpEnvelope(_returnPath.SenderOf(shipment, message.From.Mailboxes.Single()), ReturnPath.EnvelopeIdOf(shipment));
            var reply = await client.TransferAsync(message, envelope, stage => Follow(stage, shipment, deadline), deadline.Token);
            var proof = reply.ToProof();
            Logger.RelayAnswered(shipment.Name, shipment.Attempt, proof.Value);
            return new AttemptOutcome.Delivered(proof);
        }
        catch (Exception error) when (SmtpOutcomes.IsExpected(error))
        {
            Logger.RelayFailed(shipment.Name, shipment.Attempt, client!.Stage, error.GetType().Name);
            return SmtpOutcomes.Of(error, client.Stage, client.Verdict, deadline.IsCancelledByCaller);
        }
        finally
        {
            if (client is not null)
                _connections.Return(client);
        }
    }

    private void Follow(SmtpStage stage, Shipment shipment, AttemptDeadline deadline)
    {
        switch (stage)
        {
            case SmtpStage.Sender:
                Logger.EnvelopeSending(shipment.Name, shipment.Attempt);
                break;
            case SmtpStage.Data:
                Logger.EnvelopeAccepted(shipment.Name, shipment.Attempt);
                break;
            case SmtpStage.Transferring:
                deadline.IgnoreCaller();
                Logger.ContentSending(shipment.Name, shipment.Attempt);
                break;
            case SmtpStage.AwaitingAnswer:
                deadline.Restart(_options.EndOfDataTimeout);
                Logger.EndOfDataSending(shipment.Name, shipment.Attempt);
                break;
        }
    }

    private static TimeSpan BudgetOf(EmailOptions options) => options.ConnectTimeout + options.CommandTimeout + options.EndOfDataTimeout;
}
