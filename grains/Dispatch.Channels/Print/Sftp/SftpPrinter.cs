using Dispatch.Abstractions;
using Dispatch.Channels.Files;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// A print service that takes packages in a folder. A package is uploaded under a temporary name and renamed, so that its final name means that all of it
/// is there. With a receipt folder the service says later what it printed; without one a package that has its final name is delivered.
/// </summary>
internal sealed class SftpPrinter : IPrinter
{
    /// <summary>People wait for the answer.</summary>
    private static readonly TimeSpan _statusTimeout = TimeSpan.FromSeconds(3);

    private readonly string _name;
    private readonly PrinterOptions _options;
    private readonly SftpService _service;
    private readonly SftpHandover _handover;
    private readonly RunningAttempts<BatchOutcome> _running = new();

    public SftpPrinter(string name, PrinterOptions options, PrintOptions print, ILogger logger)
    {
        if (!SftpAddress.TryParse(options.Uri, out var address) || HostKeys.Parse(options.HostKey ?? "") is not { } hostKeys)
            throw new ArgumentException("The options were not checked.", nameof(options));

        Lane = new ChannelLane(DispatchKind.Post, name, print.JobSlotCount, print.SftpTimeout, print.Retry.ToSchedule(), UnknownRule.Hold);
        Batches = new BatchRule(options.BatchSize, options.Duplex, [.. options.EnvelopeSheets]);
        _name = name;
        _options = options;
        _service = new SftpService(address, hostKeys, options);
        var receipts = options.ReceiptFolder is { } folder ? new ReceiptListing(_service, address.PathOf(folder), print.PollPeriod / 2) : null;
        _handover = new SftpHandover(name, _service, new SftpQuestions(name, print, logger), receipts, print, logger);
    }

    /// <inheritdoc/>
    public ChannelLane Lane { get; }

    /// <inheritdoc/>
    public BatchRule? Batches { get; }

    /// <inheritdoc/>
    public async Task<AttemptOutcome> PrintAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken) =>
        (await PrintBatchAsync(LetterBatch.Of(shipment, documents, _options.Duplex), cancellationToken)).OutcomeOf(LetterBatch.Envelope);

    /// <inheritdoc/>
    public async Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) =>
        (await AskBatchAsync(LetterBatch.Of(shipment, documents: null, _options.Duplex), cancellationToken))?.OutcomeOf(LetterBatch.Envelope);

    /// <inheritdoc/>
    public Task<BatchOutcome> PrintBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        _running.RunAsync(batch.Id, () => _handover.AttemptAsync(batch, BatchFiles.Of(batch.Id, _service.Address, _options.ReceiptFolder), cancellationToken));

    /// <inheritdoc/>
    public async Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken) => _running.Find(batch.Id) is { } running
        ? await running.WaitAsync(cancellationToken)
        : await _handover.AskAsync(batch, BatchFiles.Of(batch.Id, _service.Address, _options.ReceiptFolder), cancellationToken);

    /// <inheritdoc/>
    public async Task<PrinterStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_statusTimeout);
        var isConnected = false;
        try
        {
            await using var session = await _service.ConnectAsync(limit.Token);
            isConnected = true;
            var names = await session.ListAsync(_service.Address.Folder, limit.Token);
            await ProbeAsync(session, limit.Token);
            return Status(PrinterCondition.Idle, reason: null, names.Count(IsPackage));
        }
        catch (Exception error) when (SftpFaults.IsExpected(error))
        {
            return Status(PrinterCondition.Away, SftpFaults.ReasonOf(error, isConnected, cancellationToken.IsCancellationRequested), queued: null);
        }
    }

    private static bool IsPackage(string name) => name.EndsWith(BatchFiles.PackageExtension, StringComparison.OrdinalIgnoreCase) && !name.StartsWith('.');

    /// <summary>Whether a folder can be written, only writing tells: rights depend on more than what a listing shows.</summary>
    private async Task ProbeAsync(SftpSession session, CancellationToken cancellationToken)
    {
        var probe = _service.Address.PathOf($".dispatch-{Guid.NewGuid():N}.part");
        using var nothing = new MemoryStream();
        await session.UploadAsync(nothing, probe, cancellationToken);
        await session.DeleteAsync(probe, cancellationToken);
    }

    private PrinterStatus Status(PrinterCondition condition, ReasonCode? reason, int? queued) =>
        new(_name, _service.Address.ToString(), condition, reason, condition == PrinterCondition.Away ? [] : ["*"], queued);
}
