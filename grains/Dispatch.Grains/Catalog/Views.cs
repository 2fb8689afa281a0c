using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email.Bounces;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Finalization;
using Dispatch.Grains.Receipts;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Catalog;

/// <summary>Rows as people and programs see them.</summary>
internal static class Views
{
    /// <summary>An invoice with its dispatches.</summary>
    public static InvoiceView Of(InvoiceRecord record)
    {
        var (row, dispatches) = record;
        var details = InvoiceDetails.Parse(row.Details);
        return new InvoiceView
        {
            Number = row.Number,
            Name = row.Name,
            Biller = row.Biller,
            Subscription = row.Subscription,
            Run = row.RunId,
            State = Ledger.StateOf(dispatches.Select(dispatch => dispatch.Progress.State)),
            FinalizedAt = row.FinalizedAt,
            Document = new DocumentView(row.DocumentHash, row.DocumentBytes),
            TraceId = TraceIdOf(row.TraceParent),
            Findings = details.Findings,
            Notices = row.ErasedAt is { } erasedAt ? [.. details.Notices, ErasedNotice(erasedAt)] : details.Notices,
            Merged = details.Merged,
            Dispatches = [.. dispatches.Select(dispatch => Of(dispatch) with { FallbackFor = FailedBefore(dispatch, dispatches) })],
            Stamp = dispatches.Sum(dispatch => dispatch.Version),
        };
    }

    /// <summary>A dispatch.</summary>
    public static DispatchView Of(DispatchRecord record)
    {
        var (row, progress, _, invoice) = record;
        var terms = LetterTerms.Parse(row.Letter);
        return new DispatchView
        {
            Id = row.DispatchId.NameFor(invoice.Name),
            Invoice = invoice.Name,
            Key = row.DispatchId,
            Kind = row.Kind,
            Definition = row.DispatchId.Definition,
            Destination = ChannelLane.DestinationOf(row.Lane),
            Recipient = RecipientJson.Read(row.Recipient),
            State = progress.State,
            Reason = progress.Reason,
            DueAt = progress.DueAt,
            PossibleDuplicate = progress.IsPossibleDuplicate,
            TraceId = TraceIdOf(row.TraceParent),
            Run = row.RunId,
            Attempts = AttemptsOf(progress),
            Receipt = progress.State == DispatchState.Bounced
                ? new ReceiptView(progress.ChangedAt, IsHard(row.Kind, progress), progress.Reason, progress.ProtocolCode, ProofOf(progress.ProofKind, progress.ProofValue))
                : null,
            Postage = terms.Postage,
            Enclosures = terms.EnclosureIds,
            Batch = row.Batch,
        };
    }

    /// <summary>All attempts, oldest first.</summary>
    public static IReadOnlyList<AttemptView> AttemptsOf(DispatchProgress progress) => [.. progress.History.Select(Of), .. CurrentOf(progress)];

    private static bool IsHard(DispatchKind kind, DispatchProgress progress) =>
        kind == DispatchKind.Post ? ReturnReasons.IsAddressWrong(progress.Reason) : BounceCodes.IsHard(progress.ProtocolCode);

    /// <summary>The definition whose dispatch failed, which is why a fallback was activated; none for a dispatch of its own.</summary>
    private static string? FailedBefore(DispatchRecord dispatch, IReadOnlyList<DispatchRecord> dispatches) => dispatch.Progress.State == DispatchState.Standby
        ? null
        : dispatches.FirstOrDefault(other => other.Row.Fallback == dispatch.Row.DispatchId.Definition
            && other.Progress.State is DispatchState.Refused or DispatchState.Bounced)?.Row.DispatchId.Definition;

    private static string ErasedNotice(DateTimeOffset erasedAt) =>
        $"Personal data and documents were removed on {erasedAt:yyyy-MM-dd}, as Retention:PersonalDataAfter says; what proves the dispatch stays.";

    private static AttemptView Of(PastAttempt past) => new()
    {
        Number = past.Number,
        StartedAt = past.StartedAt,
        EndedAt = past.EndedAt,
        Outcome = past.Outcome,
        Reason = past.Reason,
        ProtocolCode = past.ProtocolCode,
        Proof = ProofOf(past.ProofKind, past.ProofValue),
    };

    private static IEnumerable<AttemptView> CurrentOf(DispatchProgress progress)
    {
        // What came back has moved its attempt into the history.
        if (progress is not { Attempt: > 0, StartedAt: { } startedAt } || progress.State == DispatchState.Bounced)
            yield break;

        // What a person decided afterwards is the dispatch's reason, not the attempt's.
        var reason = progress.State == DispatchState.Cancelled ? null : progress.Reason;
        yield return new AttemptView
        {
            Number = progress.Attempt,
            StartedAt = startedAt,
            EndedAt = progress.EndedAt,
            Outcome = progress.Outcome,
            Reason = reason,
            ProtocolCode = progress.ProtocolCode,
            Proof = ProofOf(progress.ProofKind, progress.ProofValue),
        };
    }

    private static ProofView? ProofOf(string? kind, string? value) => kind is null ? null : new ProofView(kind, value ?? "");

    private static string? TraceIdOf(string? traceParent) =>
        ActivityContext.TryParse(traceParent, null, out var context) ? context.TraceId.ToHexString() : null;
}
