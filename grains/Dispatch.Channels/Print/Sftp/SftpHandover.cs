using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// Hands packages over: make, look, record, upload, rename. Up to the rename nobody can have the package, and a failure is deferred; from the rename on
/// the service is asked what became of it.
/// </summary>
internal sealed class SftpHandover(
    string printer, SftpService service, SftpQuestions questions, ReceiptListing? receipts, PrintOptions print, ILogger logger)
{
    /// <summary>How much of an attempt's time is left for the question what became of the rename.</summary>
    private const double QuestionShare = 0.25;

    private static readonly TimeSpan _shortTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Makes one attempt.</summary>
    public async Task<BatchOutcome> AttemptAsync(BatchShipment batch, BatchFiles files, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(print.SftpTimeout * (1 - QuestionShare));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var (made, hindrance) = await MakeAsync(batch, files, budget.Token, limit.Token);
        if (made is null)
            return new AttemptOutcome.Deferred(hindrance);
        await using var package = made;

        var intent = new HandoverReference(HandoverStage.Uploading, package.Content.Length, batch.Envelopes.Count, batch.Attempt, files.PackageName);
        SftpSession? session = null;
        var isRenaming = false;
        try
        {
            logger.SftpConnecting(batch.Id, batch.Attempt, printer);
            session = await service.ConnectAsync(limit.Token);
            logger.SftpConnected(batch.Id, batch.Attempt);
            if (await questions.FindEarlierAsync(session, batch, files, intent, limit.Token) is { } earlier)
                return earlier;

            // From here on the temporary file is there until it gets its final name, so that a question can always tell.
            await session.UploadAsync(Stream.Null, files.Part, limit.Token);
            if (!await RecordAsync(batch, intent, limit.Token))
                return new AttemptOutcome.Deferred(ReasonCode.StorageConflict);

            await UploadAsync(session, batch, files, package.Content, limit.Token);
            limit.Token.ThrowIfCancellationRequested();
            isRenaming = true;
            logger.SftpRenaming(batch.Id, batch.Attempt);
            await session.RenameAsync(files.Part, files.Package, budget.Token);
            logger.SftpRenamed(batch.Id, batch.Attempt);
            return questions.TakenOutcome(files, intent);
        }
        catch (Exception error) when (SftpFaults.IsExpected(error))
        {
            var reason = SftpFaults.ReasonOf(error, isConnected: session is not null, cancellationToken.IsCancellationRequested && !budget.IsCancellationRequested);
            if (error is HostKeyException shown)
                logger.SftpHostKeyRefused(printer, shown.Fingerprint);
            logger.SftpFailed(batch.Id, batch.Attempt, printer, reason.ToWord(), error.GetType().Name);
            return isRenaming
                ? await AskAfterRenameAsync(batch, files, intent, reason)
                : new AttemptOutcome.Deferred(reason == ReasonCode.PrinterStopped && session is not null ? await FindFailureAsync(session, intent.Bytes) : reason);
        }
        finally
        {
            if (session is not null)
                await session.DisposeAsync();
        }
    }

    /// <summary>What became of an earlier attempt; none if nobody can say.</summary>
    public async Task<BatchOutcome?> AskAsync(BatchShipment batch, BatchFiles files, CancellationToken cancellationToken)
    {
        // The reference is recorded before the first byte: without one there was none.
        if (!HandoverReference.TryParse(batch.Reference, out var reference))
            return new AttemptOutcome.Deferred(ReasonCode.ConnectionLost);

        using var budget = new CancellationTokenSource(print.SftpTimeout * QuestionShare);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var isConnected = false;
        try
        {
            // What the service has for certain only its receipt can change.
            if (reference.Stage != HandoverStage.Uploading && receipts is not null
                && !await receipts.ContainsAsync(files.ReceiptName, print.SftpTimeout * QuestionShare, cancellationToken))
            {
                return questions.TakenOutcome(files, reference, reference.Stage);
            }

            await using var session = await service.ConnectAsync(limit.Token);
            isConnected = true;
            return await questions.AskAsync(session, batch, files, reference, limit.Token);
        }
        catch (Exception error) when (SftpFaults.IsExpected(error) && !cancellationToken.IsCancellationRequested)
        {
            if (error is HostKeyException shown)
                logger.SftpHostKeyRefused(printer, shown.Fingerprint);
            logger.SftpFailed(batch.Id, batch.Attempt, printer, SftpFaults.ReasonOf(error, isConnected, cancelled: false).ToWord(), error.GetType().Name);
            return null;
        }
    }

    /// <summary>The package, or why there is none.</summary>
    private async Task<(BatchPackage? Package, ReasonCode Hindrance)> MakeAsync(
        BatchShipment batch, BatchFiles files, CancellationToken budget, CancellationToken cancellationToken)
    {
        try
        {
            logger.SftpPackaging(batch.Id, batch.Attempt, printer);
            var package = await BatchPackage.WriteAsync(batch, files, print.WorkFolder ?? Path.GetTempPath(), cancellationToken);
            logger.SftpPackaged(batch.Id, batch.Attempt, package.Content.Length);
            return (package, default);
        }
        catch (OperationCanceledException error)
        {
            var reason = budget.IsCancellationRequested ? ReasonCode.Timeout : ReasonCode.Cancelled;
            logger.SftpFailed(batch.Id, batch.Attempt, printer, reason.ToWord(), error.GetType().Name);
            return (null, reason);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            logger.SftpPackageFailed(batch.Id, batch.Attempt, error.GetType().Name);
            return (null, ReasonCode.Other);
        }
    }

    private async Task<bool> RecordAsync(BatchShipment batch, HandoverReference intent, CancellationToken cancellationToken)
    {
        try
        {
            await batch.RecordReferenceAsync(intent.ToString(), cancellationToken);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            logger.SftpReferenceNotRecorded(batch.Id, batch.Attempt, error.GetType().Name);
            return false;
        }
    }

    private async Task UploadAsync(SftpSession session, BatchShipment batch, BatchFiles files, FileStream content, CancellationToken cancellationToken)
    {
        logger.SftpUploading(batch.Id, batch.Attempt);
        await session.UploadAsync(content, files.Part, cancellationToken);
        logger.SftpUploaded(batch.Id, batch.Attempt);
    }

    /// <summary>The answer to the rename is missing, or is no. A fresh connection sees what the service has.</summary>
    private async Task<BatchOutcome> AskAfterRenameAsync(BatchShipment batch, BatchFiles files, HandoverReference intent, ReasonCode reason) =>
        await AskAsync(batch with { Reference = intent.ToString() }, files, CancellationToken.None) is { } answer
            ? answer.Outcome is AttemptOutcome.Deferred ? new AttemptOutcome.Deferred(reason) : answer
            : new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, reason);

    private async Task<ReasonCode> FindFailureAsync(SftpSession session, long neededBytes)
    {
        using var limit = new CancellationTokenSource(_shortTimeout);
        try
        {
            return SftpFaults.ReasonOfFailure(await session.FindFreeBytesAsync(service.Address.Folder, limit.Token), neededBytes);
        }
        catch (Exception error) when (SftpFaults.IsExpected(error))
        {
            return ReasonCode.PrinterStopped;
        }
    }
}
