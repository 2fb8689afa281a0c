using System.Net.Sockets;
using Dispatch.Abstractions;
using Dispatch.Channels.Email.Bounces;
using MailKit;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Email;

/// <summary>One try to hand one message to one relay.</summary>
internal sealed class SmtpExchange(
    Relay relay, bool isProbe, Shipment shipment, SerializedMessage message, SmtpEnvelope envelope, EmailOptions options, TimeProvider clock, ILogger logger)
{
    private bool _isProbing = isProbe;

    /// <summary>Whether another relay may be tried at once: this one does not serve us now, and did not get as far as the recipient.</summary>
    public bool MayPassOn { get; private set; }

    /// <summary>Waits for a connection, sends, and reports to the relay's gate and breaker.</summary>
    public async Task<AttemptOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var signal = RelaySignal.None;
        AttemptOutcome outcome = new AttemptOutcome.Deferred(ReasonCode.Cancelled);
        try
        {
            using var deadline = new AttemptDeadline(options.ConnectTimeout, clock, cancellationToken);
            var (entered, obstacle) = await EnterAsync(deadline);
            if (entered is not { } epoch)
                return outcome = deadline.IsCancelledByCaller ? outcome : obstacle;

            var begunAt = clock.GetTimestamp();
            try
            {
                (outcome, signal) = await SendAsync(deadline);
            }
            finally
            {
                relay.Gate.Leave(epoch, signal, clock.GetElapsedTime(begunAt));
            }
            return outcome;
        }
        finally
        {
            relay.Report(signal, outcome, _isProbing);
        }
    }

    /// <summary>Waits for the relay's pace and a free connection, both together half of the time for connecting: who waits longer had better come again.</summary>
    /// <returns>The gate's epoch, or why there was no turn.</returns>
    private async Task<(int? Epoch, AttemptOutcome Obstacle)> EnterAsync(AttemptDeadline deadline)
    {
        var begunAt = clock.GetTimestamp();
        var patience = options.ConnectTimeout / 2;
        var obstacle = new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, NotBefore: options.ConnectTimeout) { IsNoAttempt = true };
        try
        {
            while (relay.Rate.Take(relay.Name) is { } wait)
            {
                if (clock.GetElapsedTime(begunAt) + wait > patience)
                    return (null, obstacle with { Reason = ReasonCode.QuotaExceeded, NotBefore = wait });
                await Task.Delay(wait, clock, deadline.Token);
            }
            var rest = patience - clock.GetElapsedTime(begunAt);
            return (await relay.Gate.EnterAsync(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, deadline.Token), obstacle);
        }
        catch (OperationCanceledException)
        {
            return (null, obstacle);
        }
    }

    private async Task<(AttemptOutcome Outcome, RelaySignal Signal)> SendAsync(AttemptDeadline deadline)
    {
        var idle = await relay.Connections.TakeAsync(deadline.Token);
        while (true)
        {
            var isReused = idle is not null;
            var client = idle ?? relay.CreateClient();
            idle = null;
            try
            {
                await OpenAsync(client, isReused, deadline);
                deadline.Restart(options.CommandTimeout);
                var reply = await client.TransferAsync(message, envelope, stage => Follow(stage, deadline), deadline.Token);
                var proof = reply.ToProof(options.Relays.Count > 0 ? relay.Name : null);
                logger.RelayAnswered(shipment.Name, shipment.Attempt, proof.Value);
                return (new AttemptOutcome.Delivered(proof), RelaySignal.Fine);
            }
            catch (Exception error) when (SmtpOutcomes.IsExpected(error))
            {
                logger.RelayFailed(shipment.Name, shipment.Attempt, relay.Name, client.Stage, error.GetType().Name);
                if (isReused && IsStale(client, error))
                {
                    deadline.Restart(options.ConnectTimeout);
                    continue;
                }
                var ended = SmtpOutcomes.Of(error, client.Stage, client.Verdict, deadline.IsCancelledByCaller);
                MayPassOn = ended.Signal is RelaySignal.Fault or RelaySignal.Busy && client.Stage <= SmtpStage.Sender;
                return ended;
            }
            finally
            {
                relay.Connections.Return(client);
            }
        }
    }

    private async Task OpenAsync(SmtpRelayClient client, bool isReused, AttemptDeadline deadline)
    {
        if (isReused)
        {
            logger.RelayReused(shipment.Name, shipment.Attempt, relay.Name);
            return;
        }

        logger.RelayConnecting(shipment.Name, shipment.Attempt, relay.Name);
        await relay.OpenAsync(client, deadline.Token);
        logger.RelayConnected(shipment.Name, shipment.Attempt);
    }

    /// <summary>Whether the relay had closed a connection while it was idle. Nothing of the message has left then.</summary>
    private static bool IsStale(SmtpRelayClient client, Exception error) => client.Stage == SmtpStage.Sender && (client.Verdict is { } verdict
        ? verdict.Code == SmtpReply.Closing
        : error is IOException or SocketException or ProtocolException or ServiceNotConnectedException);

    private void Follow(SmtpStage stage, AttemptDeadline deadline)
    {
        switch (stage)
        {
            case SmtpStage.Sender:
                logger.EnvelopeSending(shipment.Name, shipment.Attempt);
                break;
            case SmtpStage.Data:
                logger.EnvelopeAccepted(shipment.Name, shipment.Attempt);
                break;
            case SmtpStage.Transferring:
                deadline.IgnoreCaller();
                logger.ContentSending(shipment.Name, shipment.Attempt);
                EndProbe();
                break;
            case SmtpStage.AwaitingAnswer:
                deadline.Restart(options.EndOfDataTimeout);
                logger.EndOfDataSending(shipment.Name, shipment.Attempt);
                break;
        }
    }

    /// <summary>The relay took the envelope: others need not wait for the end of this message.</summary>
    private void EndProbe()
    {
        if (!_isProbing)
            return;
        _isProbing = false;
        relay.ReportUp();
    }
}
