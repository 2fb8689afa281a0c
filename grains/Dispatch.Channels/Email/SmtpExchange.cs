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
    private bool _isRateUsedUp;

    /// <summary>Whether another relay may be tried at once: this one does not serve us now, and did not get as far as the recipient.</summary>
    public bool MayPassOn { get; private set; }

    /// <summary>How long one that got no turn should stay away.</summary>
    public TimeSpan Return => _isRateUsedUp ? relay.Rate.LineOf(relay.Name) : options.ConnectTimeout;

    /// <summary>Waits for a turn, sends, and reports to the relay's gate and breaker.</summary>
    /// <param name="patience">How long to wait for the relay's pace and a free connection, both together: who waits longer had better come again.</param>
    /// <param name="cancellationToken">Ends it before the point of no return.</param>
    /// <returns>None if there was no turn.</returns>
    public async Task<AttemptOutcome?> RunAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        var signal = RelaySignal.None;
        AttemptOutcome outcome = new AttemptOutcome.Deferred(ReasonCode.Cancelled);
        try
        {
            var enteredAt = clock.GetTimestamp();
            using var deadline = new AttemptDeadline(options.ConnectTimeout, clock, cancellationToken);
            if (await EnterAsync(patience, deadline) is not { } epoch)
                return deadline.IsCancelledByCaller ? outcome : null;

            var begunAt = clock.GetTimestamp();
            try
            {
                (outcome, signal) = await SendAsync(deadline, options.ConnectTimeout - clock.GetElapsedTime(enteredAt, begunAt));
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

    /// <summary>The outcome of one that got no turn: not now, and through no fault of the message, so it counts as no attempt.</summary>
    public AttemptOutcome SendAway() => _isRateUsedUp
        ? new AttemptOutcome.Deferred(ReasonCode.QuotaExceeded, NotBefore: relay.Rate.SendAway(relay.Name)) { IsNoAttempt = true }
        : new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, NotBefore: options.ConnectTimeout) { IsNoAttempt = true };

    /// <summary>Waits for the relay's pace, then for a free connection.</summary>
    /// <returns>The gate's epoch; none: no turn.</returns>
    private async Task<int?> EnterAsync(TimeSpan patience, AttemptDeadline deadline)
    {
        _isRateUsedUp = !relay.Rate.TryTake(relay.Name, patience, out var wait);
        if (_isRateUsedUp)
            return null;
        try
        {
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, clock, deadline.Token);
            return await relay.Gate.EnterAsync(patience - wait, deadline.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task<(AttemptOutcome Outcome, RelaySignal Signal)> SendAsync(AttemptDeadline deadline, TimeSpan connectTime)
    {
        var idle = await relay.Connections.TakeAsync(deadline.Token);
        if (idle is null)
            deadline.Restart(connectTime);    // what idle connections that are dead took is not the relay's fault
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
