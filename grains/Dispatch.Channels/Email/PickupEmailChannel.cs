using Dispatch.Abstractions;
using Dispatch.Channels.Files;
using Dispatch.Storage.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Channels.Email;

/// <summary>Writes each message as a complete <c>.eml</c> file into a folder: for trying out, and for a mail system that picks files up.</summary>
internal sealed class PickupEmailChannel(IOptions<EmailOptions> options, ILogger<PickupEmailChannel> logger)
    : EmailChannel(options.Value, "pickup", DefaultSlotCount, options.Value.PickupTimeout, logger)
{
    private const int DefaultSlotCount = 256;

    private readonly string _folder = Path.GetFullPath(options.Value.PickupFolder);
    private readonly RunningAttempts<AttemptOutcome> _running = new();
    private readonly DiskWork _disk = new();

    /// <inheritdoc/>
    public override async Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        if (_running.Find(shipment.Name) is { } running)
            return await running.WaitAsync(cancellationToken);

        return await _disk.RunAsync(() => Ask(shipment), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<AttemptOutcome> TransferAsync(Shipment shipment, SerializedMessage message, CancellationToken cancellationToken) =>
        _running.RunAsync(shipment.Name, () => WriteAsync(shipment, message, cancellationToken));

    /// <summary>
    /// The temporary file disappears by the rename alone, so with it nothing was handed over. Without either file the message was never
    /// written, or the mail system has taken it already: nobody can tell.
    /// </summary>
    private AttemptOutcome? Ask(Shipment shipment)
    {
        if (!File.Exists(FileOf(shipment)))
            return File.Exists(TemporaryFileOf(shipment)) ? new AttemptOutcome.Deferred(ReasonCode.Other) : null;

        try
        {
            DurableFile.FlushDirectory(_folder);    // the crash may have come between the rename and this
            return Delivered(shipment);
        }
        catch (IOException error)
        {
            Logger.PickupFailed(shipment.Name, shipment.Attempt, error.GetType().Name);
            return null;
        }
    }

    private async Task<AttemptOutcome> WriteAsync(Shipment shipment, SerializedMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await _disk.RunAsync(() => Write(shipment, message), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AttemptOutcome.Deferred(ReasonCode.Cancelled);
        }
    }

    private AttemptOutcome Write(Shipment shipment, SerializedMessage message)
    {
        var file = FileOf(shipment);
        var temporary = TemporaryFileOf(shipment);
        var renaming = false;
        try
        {
            Logger.PickupWriting(shipment.Name, shipment.Attempt);
            DurableFile.CreateDirectory(_folder);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(message.Bytes.Span);
                DurableFile.Flush(stream);
            }
            Logger.PickupWritten(shipment.Name, shipment.Attempt);

            Logger.PickupRenaming(shipment.Name, shipment.Attempt);
            renaming = true;
            DurableFile.Rename(temporary, file);
            Logger.PickupRenamed(shipment.Name, shipment.Attempt);
            return Delivered(shipment);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Logger.PickupFailed(shipment.Name, shipment.Attempt, error.GetType().Name);
            return renaming && !File.Exists(temporary)
                ? new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.ChannelUnavailable)
                : new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable);
        }
    }

    private string FileOf(Shipment shipment) => Path.Combine(_folder, $"{DispatchFileName.Of(shipment.Name)}.eml");

    private string TemporaryFileOf(Shipment shipment) => Path.Combine(_folder, $".{DispatchFileName.Of(shipment.Name)}.part");

    private static AttemptOutcome.Delivered Delivered(Shipment shipment) => new(Proof.OfFile("pickup", $"{DispatchFileName.Of(shipment.Name)}.eml"));
}
