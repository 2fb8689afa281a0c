using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Microsoft.Data.Sqlite;

namespace Dispatch.Storage.Sqlite;

/// <summary>The statements that change invoices and dispatches; each runs inside a transaction of the writer.</summary>
internal static class DispatchWrites
{
    private const int UniqueViolation = 2067; // SQLITE_CONSTRAINT_UNIQUE

    private const string SelectInvoice = DispatchColumns<SqliteColumnFormat>.Select + " WHERE i.number = $number AND i.biller = $biller ORDER BY d.id";

    // The short name goes to the first who takes it; a number with a slash may have taken the long one too, then the unique name refuses the row.
    private const string InsertInvoice = """
        INSERT INTO invoice (number, biller, name, subscription, issue_date, input_hash, source_hash, document_hash, document_bytes,
            finalized_at, requested_by, traceparent, run_id, details)
        VALUES ($number, $biller, CASE WHEN EXISTS (SELECT 1 FROM invoice WHERE name = $number) THEN $biller || '/' || $number ELSE $number END,
            $subscription, $issue_date, $input_hash, $source_hash, $document_hash, $document_bytes,
            $finalized_at, $requested_by, $traceparent, $run_id, $details)
        RETURNING id
        """;

    private const string InsertDispatch = """
        INSERT INTO dispatch (invoice_id, definition, copy, definition_version, kind, lane_id, shard, recipient, language, document_hash,
            document_bytes, page_count, fallback, traceparent, run_id, queue, letter, batch,
            state, attempt, attempt_token, started_at, ended_at, outcome, due_at, requested, reason, protocol_code, proof_kind, proof_value,
            possible_duplicate, changed_at, history, version)
        VALUES ($invoice_id, $definition, $copy, $definition_version, $kind, $lane_id, $shard, $recipient, $language, $document_hash,
            $document_bytes, $page_count, $fallback, $traceparent, $run_id, $queue, $letter, $batch,
            $state, $attempt, $attempt_token, $started_at, $ended_at, $outcome, $due_at, $requested, $reason, $protocol_code, $proof_kind, $proof_value,
            $possible_duplicate, $changed_at, $history, 1)
        """;

    private const string UpdateProgress = """
        UPDATE dispatch SET state = $state, attempt = $attempt, attempt_token = $attempt_token, started_at = $started_at, ended_at = $ended_at,
            outcome = $outcome, due_at = $due_at, requested = $requested, reason = $reason, protocol_code = $protocol_code,
            proof_kind = $proof_kind, proof_value = $proof_value, possible_duplicate = $possible_duplicate, changed_at = $changed_at,
            history = $history, version = version + 1
        WHERE id = $id
        """;

    private const string UpdateOfVersion = UpdateProgress + " AND version = $version RETURNING version";

    private const string UpdateOfAttempt = UpdateProgress + " AND state = 2 AND attempt_token = $token AND requested = $known_request RETURNING version";

    private const string ActivateStandby = """
        UPDATE dispatch SET state = 1, due_at = $now, changed_at = $now, possible_duplicate = possible_duplicate OR $possible_duplicate, version = version + 1
        WHERE invoice_id = (SELECT invoice_id FROM dispatch WHERE id = $id) AND definition = $definition AND copy = 0 AND state = 0
        """;

    private const string ExpireSending = "UPDATE dispatch SET due_at = min(due_at, $now), version = version + 1 WHERE state = 2";

    public static AcceptResult Accept(WriterSession session, NewInvoice invoice)
    {
        var key = invoice.Row;
        if (Find() is { } existing)
            return new AcceptResult(IsNew: false, existing);

        var id = Insert(session, key);
        foreach (var dispatch in invoice.Dispatches)
            Insert(session, id, dispatch);
        return new AcceptResult(IsNew: true, Find()!);

        InvoiceRecord? Find() =>
            DispatchColumns<SqliteColumnFormat>.ByInvoice(session.Prepared(SelectInvoice).Bind(key.Number, key.Biller).Query(DispatchColumns<SqliteColumnFormat>.Read)).SingleOrDefault();
    }

    public static WriteResult Write(WriterSession session, ProgressWrite write)
    {
        var version = write.Guard switch
        {
            WriteGuard.OfVersion guard => session.Prepared(UpdateOfVersion).Bind([.. Values(write.Next), write.Id, guard.Version]).Scalar(),
            WriteGuard.OfAttempt guard =>
                session.Prepared(UpdateOfAttempt).Bind([.. Values(write.Next), write.Id, Bytes(guard.Token), (int)guard.KnownRequest]).Scalar(),
            _ => throw new ArgumentException($"The guard {write.Guard.GetType().Name} is not known.", nameof(write)),
        };
        if (version is null)
            return default;

        var activated = write.ActivateFallback is { } definition
            && session.Prepared(ActivateStandby).Bind(UnixTime.From(write.Next.ChangedAt), write.Next.IsPossibleDuplicate, write.Id, definition).Execute() == 1;
        return new WriteResult(IsWritten: true, (long)version, activated);
    }

    public static int ExpireAttempts(WriterSession session, DateTimeOffset now) => session.Prepared(ExpireSending).Bind(UnixTime.From(now)).Execute();

    public static ErasureStep Erase(WriterSession session, Erasure erasure, long afterId)
    {
        var before = UnixTime.From(erasure.FinalizedBefore);
        var step = session.Connection.Query(
            $"""
            SELECT i.id, i.finalized_at < $before, i.finalized_at < $before AND i.erased_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM dispatch d WHERE d.invoice_id = i.id AND d.state IN (1, 2, 3, 4, 9, 10))
            FROM invoice i WHERE i.id > $after ORDER BY i.id LIMIT {Erasure.StepSize}
            """, reader => (Id: reader.GetInt64(0), IsOld: reader.GetBoolean(1), IsErasable: reader.GetBoolean(2)), before, afterId);
        var erasable = step.Where(invoice => invoice.IsErasable).ToList();
        var names = string.Join(", ", erasure.DetailNames.Select(name => $"'$.{name}'"));
        foreach (var (id, _, _) in erasable)
        {
            session.Prepared("UPDATE dispatch SET recipient = $recipient, version = version + 1 WHERE invoice_id = $id").Bind(erasure.Recipient, id).Execute();
            session.Prepared($"UPDATE invoice SET details = json_remove(details, {names}), erased_at = $now WHERE id = $id").Bind(UnixTime.From(erasure.At), id).Execute();
        }

        return new ErasureStep(erasable.Count, step.Count > 0 ? step[^1].Id : afterId, step.Count(invoice => invoice.IsOld) < Erasure.StepSize);
    }

    private static long Insert(WriterSession session, InvoiceRow row)
    {
        try
        {
            return (long)session.Prepared(InsertInvoice).Bind(
                row.Number, row.Biller, row.Subscription, row.IssueDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Bytes(row.InputHash), Bytes(row.SourceHash), Bytes(row.DocumentHash), row.DocumentBytes,
                UnixTime.From(row.FinalizedAt), row.RequestedBy, row.TraceParent, row.RunId, row.Details).Scalar()!;
        }
        catch (SqliteException e) when (e.SqliteExtendedErrorCode == UniqueViolation)
        {
            throw new StorageException(
                $"The invoice {row.Biller}/{row.Number} can have no name: other invoices are called '{row.Number}' and '{row.Biller}/{row.Number}'. Give it another number.", isUncertain: false);
        }
    }

    private static void Insert(WriterSession session, long invoiceId, NewDispatch dispatch)
    {
        var row = dispatch.Row;
        session.Prepared(InsertDispatch).Bind([
            invoiceId, row.DispatchId.Definition, row.DispatchId.Copy, row.DefinitionVersion, (int)row.Kind, session.LaneId(row.Lane), row.Shard,
            row.Recipient, (int)row.Language, Bytes(row.DocumentHash), row.DocumentBytes, row.PageCount, row.Fallback, row.TraceParent, row.RunId, row.Queue,
            row.Letter, row.Batch, .. Values(dispatch.Progress)]).Execute();
    }

    /// <summary>In the order of the columns from <c>state</c> to <c>history</c>.</summary>
    private static object?[] Values(DispatchProgress progress) =>
    [
        (int)progress.State, progress.Attempt, progress.AttemptToken is { } token ? Bytes(token) : null,
        UnixTime.From(progress.StartedAt), UnixTime.From(progress.EndedAt), (int?)progress.Outcome, UnixTime.From(progress.DueAt),
        (int)progress.Requested, (int?)progress.Reason, progress.ProtocolCode, progress.ProofKind, progress.ProofValue,
        progress.IsPossibleDuplicate, UnixTime.From(progress.ChangedAt), AttemptHistory.Write(progress.History),
    ];

    private static byte[] Bytes(ContentHash hash) => Convert.FromHexString(hash.Value);

    private static byte[] Bytes(Guid token) => token.ToByteArray(bigEndian: true);
}
