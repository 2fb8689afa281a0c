using Dispatch.Abstractions;
using Dispatch.Channels.Email.Templates;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Email;

/// <summary>What both ways of sending e-mail share: reading the documents, composing the message, its size, the span.</summary>
internal abstract class EmailChannel : IDispatchChannel
{
    private readonly ChannelLane _lane;
    private readonly long _maxMessageBytes;
    private readonly MessageComposer _composer;

    protected EmailChannel(EmailOptions options, string destination, int slotCount, TimeSpan sendBudget, ILogger logger)
    {
        _lane = new ChannelLane(DispatchKind.Email, destination, options.SlotCount ?? slotCount, sendBudget, options.Retry.ToSchedule(), options.OnUnknown);
        _maxMessageBytes = options.MaxMessageBytes;
        _composer = new MessageComposer(options, TimeProvider.System, logger);
        Lanes = [_lane];
        Logger = logger;
    }

    /// <inheritdoc/>
    public DispatchKind Kind => DispatchKind.Email;

    /// <inheritdoc/>
    public IReadOnlyList<ChannelLane> Lanes { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<DestinationState> Destinations => [];

    /// <inheritdoc/>
    public virtual bool Takes(ChannelLane lane) => true;

    /// <summary>The channel's log.</summary>
    protected ILogger Logger { get; }

    /// <inheritdoc/>
    public async Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        using var activity = ChannelTelemetry.Email.StartSend("send email", _lane, shipment);
        var outcome = await AttemptAsync(shipment, documents, cancellationToken);
        activity?.SetOutcome(outcome);
        Logger.AttemptEnded(shipment.Name, shipment.Attempt, outcome.Kind);
        return outcome;
    }

    /// <inheritdoc/>
    public abstract Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken);

    /// <summary>Why a shipment cannot go now, if that is known before anything is read; none otherwise.</summary>
    protected virtual AttemptOutcome? FindObstacle(Shipment shipment) => null;

    /// <summary>Hands a composed message over.</summary>
    protected abstract Task<AttemptOutcome> TransferAsync(Shipment shipment, SerializedMessage message, CancellationToken cancellationToken);

    private async Task<AttemptOutcome> AttemptAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken)
    {
        var files = shipment.Attachments.Prepend(shipment.Document).ToList();
        var encodedBytes = files.Sum(file => Base64Lines.LengthOf(file.Bytes));
        if (encodedBytes > _maxMessageBytes)
            return new AttemptOutcome.Refused(ReasonCode.SizeExceeded);
        if (FindObstacle(shipment) is { } obstacle)
            return obstacle;

        List<byte[]> contents = [];
        MessageTemplate template;
        try
        {
            template = await _composer.FindTemplateAsync(shipment, documents, cancellationToken);
            foreach (var file in files)
                contents.Add(await documents.ReadAsync(file, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AttemptOutcome.Deferred(ReasonCode.Cancelled);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            Logger.DocumentUnreadable(shipment.Name, error.GetType().Name);
            return new AttemptOutcome.Deferred(ReasonCode.Other);
        }

        if (!_composer.TryCompose(shipment, template, contents, out var message, out var refusal))
            return refusal;

        using (message)
        using (var serialized = SerializedMessage.Of(message, encodedBytes))
        {
            Logger.Composed(shipment.Name, shipment.Attempt, serialized.Bytes.Length);
            return serialized.Bytes.Length > _maxMessageBytes
                ? new AttemptOutcome.Refused(ReasonCode.SizeExceeded)
                : await TransferAsync(shipment, serialized, cancellationToken);
        }
    }
}
