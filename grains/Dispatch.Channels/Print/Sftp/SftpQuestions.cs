using Dispatch.Abstractions;
using Microsoft.Extensions.Logging;
using Renci.SshNet.Common;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// Finds out what a print service has: by the receipt, by the package under its final name, by the temporary file. A temporary file that could be deleted
/// can never get its final name any more, whatever is still under way: then it is certain that the service has nothing.
/// </summary>
internal sealed class SftpQuestions(string printer, PrintOptions print, ILogger logger)
{
    private const string ProofKind = "sftp";

    /// <summary>What a package that has its final name means.</summary>
    public AttemptOutcome TakenOutcome(BatchFiles files, HandoverReference reference, HandoverStage stage = HandoverStage.Taken) => files.Receipt is null
        ? new AttemptOutcome.Delivered(ProofOf(files))
        : new AttemptOutcome.Submitted((reference with { Stage = stage }).ToString(), print.PollPeriod);

    /// <summary>What an earlier attempt has left, before anything is uploaded; none if the way is free.</summary>
    public async Task<BatchOutcome?> FindEarlierAsync(
        SftpSession session, BatchShipment batch, BatchFiles files, HandoverReference intent, CancellationToken cancellationToken)
    {
        var last = HandoverReference.TryParse(batch.Reference, out var recorded) ? recorded : null;
        try
        {
            if (await ReadReceiptAsync(session, files, cancellationToken) is { } receipt)
            {
                if (last is null)
                    return HoldForeign(batch);    // nothing was ever handed over: another system's, or from before the database was restored
                var isSame = last.Bytes == intent.Bytes;
                var isRefused = isSame
                    ? receipt.ToOutcome(NumbersOf(batch, last), ProofOf(files)) is { Outcome: AttemptOutcome.Refused }
                    : receipt.IsRefusalOf(last.EnvelopeCount);
                if (isRefused)
                {
                    // Asked before it is sent, a rejected batch has ended as refused. That it is sent again is a person's wish.
                    await session.DeleteAsync(files.Receipt!, cancellationToken);
                    logger.SftpRefusalRemoved(batch.Id, batch.Attempt);
                    return null;
                }

                return isSame ? Answer(receipt, batch, files, last) : HoldForeign(batch);
            }
        }
        catch (BatchReceiptException error)
        {
            logger.SftpReceiptUnreadable(batch.Id, printer, error.Line, error.Message);
            return HoldForeign(batch);
        }

        if (await session.FindSizeAsync(files.Package, cancellationToken) is not { } size)
            return null;

        // Of another size it is not this membership, even if it was ours: letters may have been taken out of the batch since.
        if (last is null || size != intent.Bytes)
            return HoldForeign(batch);
        logger.SftpAlreadyThere(batch.Id, batch.Attempt);
        return TakenOutcome(files, intent);
    }

    /// <summary>What became of an attempt; none if nobody can say.</summary>
    public async Task<BatchOutcome?> AskAsync(
        SftpSession session, BatchShipment batch, BatchFiles files, HandoverReference reference, CancellationToken cancellationToken)
    {
        try
        {
            if (await ReadReceiptAsync(session, files, cancellationToken) is { } receipt)
                return Answer(receipt, batch, files, reference);
        }
        catch (BatchReceiptException error)
        {
            logger.SftpReceiptUnreadable(batch.Id, printer, error.Line, error.Message);
            return TakenOutcome(files, reference);
        }

        if (reference.Stage != HandoverStage.Uploading)
            return TakenOutcome(files, reference, reference.Stage);
        if (await session.FindSizeAsync(files.Package, cancellationToken) is { } size)
            return AnswerBySize(batch, files, reference, size);
        if (await WithdrawAsync(session, files, cancellationToken))
        {
            logger.SftpWithdrawn(batch.Id, batch.Attempt);
            return new AttemptOutcome.Deferred(ReasonCode.ConnectionLost);
        }

        // It may have got its name in between. Else the service has taken it away, or somebody has deleted the temporary file: only a receipt can tell.
        if (await session.FindSizeAsync(files.Package, cancellationToken) is { } found)
            return AnswerBySize(batch, files, reference, found);
        if (reference.Attempt < batch.Attempt)
            return new AttemptOutcome.Deferred(ReasonCode.ConnectionLost);    // this attempt had recorded nothing yet; the end of that one was known
        if (files.Receipt is null)
            return null;
        logger.SftpTakenUnseen(batch.Id, printer);
        return TakenOutcome(files, reference, HandoverStage.Unseen);
    }

    private static IReadOnlyCollection<int> NumbersOf(BatchShipment batch, HandoverReference reference) =>
        batch.EnvelopeNumbers.Count > 0 ? batch.EnvelopeNumbers : [.. Enumerable.Range(1, reference.EnvelopeCount)];

    private static Proof ProofOf(BatchFiles files) => Proof.OfFile(ProofKind, files.PackageName);

    private static async Task<BatchReceipt?> ReadReceiptAsync(SftpSession session, BatchFiles files, CancellationToken cancellationToken) =>
        files.Receipt is { } path && await session.ReadAsync(path, BatchReceipt.MaxBytes, cancellationToken) is { } content ? BatchReceipt.Read(content) : null;

    private static async Task<bool> WithdrawAsync(SftpSession session, BatchFiles files, CancellationToken cancellationToken)
    {
        try
        {
            return await session.DeleteAsync(files.Part, cancellationToken);
        }
        catch (SftpException)
        {
            return false;    // not allowed to delete: then nothing is certain
        }
    }

    private BatchOutcome Answer(BatchReceipt receipt, BatchShipment batch, BatchFiles files, HandoverReference reference)
    {
        if (receipt.ToOutcome(NumbersOf(batch, reference), ProofOf(files)) is not { } outcome)
        {
            logger.SftpReceiptIncomplete(batch.Id);
            return TakenOutcome(files, reference);
        }

        logger.SftpReceiptRead(batch.Id, outcome.Outcome.Kind, outcome.Exceptions.Count);
        return outcome;
    }

    private BatchOutcome? AnswerBySize(BatchShipment batch, BatchFiles files, HandoverReference reference, long size)
    {
        if (size == reference.Bytes)
        {
            logger.SftpAlreadyThere(batch.Id, batch.Attempt);
            return TakenOutcome(files, reference);
        }

        logger.SftpForeignFile(batch.Id, printer);
        return null;
    }

    private AttemptOutcome.Unknown HoldForeign(BatchShipment batch)
    {
        logger.SftpForeignFile(batch.Id, printer);
        return new AttemptOutcome.Unknown(SendPhase.Begun, ReasonCode.DuplicateReported);
    }
}
