using System.Data.Common;
using Dispatch.Abstractions;

namespace Dispatch.Storage.Dispatches.Rows;

/// <summary>The columns of a dispatch with its invoice, and how they become records. Every read selects all of them, by these lists alone.</summary>
internal static class DispatchColumns<TFormat> where TFormat : struct, IColumnFormat
{
    public const string Select = $"{Columns} FROM dispatch d JOIN invoice i ON i.id = d.invoice_id JOIN lane l ON l.id = d.lane_id";

    /// <summary>For a database that joins in its own way.</summary>
    public const string Columns = """
        SELECT i.id, i.biller, i.number, i.name, i.subscription, i.issue_date, i.input_hash, i.source_hash, i.document_hash, i.document_bytes,
            i.finalized_at, i.requested_by, i.traceparent, i.run_id, i.details,
            d.id, d.definition, d.copy, d.definition_version, d.kind, l.name, d.shard, d.recipient, d.language, d.document_hash, d.document_bytes,
            d.page_count, d.fallback, d.traceparent, d.run_id,
            d.state, d.attempt, d.attempt_token, d.started_at, d.ended_at, d.outcome, d.due_at, d.requested, d.reason, d.protocol_code,
            d.proof_kind, d.proof_value, d.possible_duplicate, d.changed_at, d.history, d.version, i.erased_at, d.queue, d.letter, d.batch, d.copied
        """;

    private const int FirstOfRow = 15, FirstOfProgress = 30;

    public static DispatchRecord Read(DbDataReader reader)
    {
        var invoice = ReadInvoice(reader);
        return new DispatchRecord(ReadRow(reader, invoice), ReadProgress(reader), reader.GetInt64(FirstOfProgress + 15), invoice);
    }

    /// <summary>Gathers rows that are ordered by invoice.</summary>
    public static IReadOnlyList<InvoiceRecord> ByInvoice(IReadOnlyList<DispatchRecord> dispatches) =>
        [.. dispatches.GroupBy(dispatch => dispatch.Invoice.Id).Select(group => new InvoiceRecord(group.First().Invoice, [.. group]))];

    /// <summary>Reads kind, lane, state, count and the time of the oldest.</summary>
    public static DispatchCount ReadCount(DbDataReader reader) => new(
        (DispatchKind)reader.GetInt32(0), reader.GetString(1), (DispatchState)reader.GetInt32(2), reader.GetInt64(3), TFormat.Instant(reader, 4));

    private static InvoiceRow ReadInvoice(DbDataReader reader) => new()
    {
        Id = reader.GetInt64(0),
        Biller = reader.GetString(1),
        Number = reader.GetString(2),
        Name = reader.GetString(3),
        Subscription = reader.GetString(4),
        IssueDate = TFormat.Date(reader, 5),
        InputHash = Hash(reader, 6),
        SourceHash = Hash(reader, 7),
        DocumentHash = Hash(reader, 8),
        DocumentBytes = reader.GetInt64(9),
        FinalizedAt = TFormat.Instant(reader, 10),
        RequestedBy = reader.GetString(11),
        TraceParent = Text(reader, 12),
        RunId = Text(reader, 13),
        Details = reader.GetString(14),
        ErasedAt = Instant(reader, FirstOfProgress + 16),
    };

    private static DispatchRow ReadRow(DbDataReader reader, InvoiceRow invoice) => new()
    {
        Id = reader.GetInt64(FirstOfRow),
        DispatchId = new DispatchId(invoice.Biller, invoice.Number, reader.GetString(FirstOfRow + 1), reader.GetInt32(FirstOfRow + 2)),
        DefinitionVersion = reader.GetInt32(FirstOfRow + 3),
        Kind = (DispatchKind)reader.GetInt32(FirstOfRow + 4),
        Lane = reader.GetString(FirstOfRow + 5),
        Shard = reader.GetInt32(FirstOfRow + 6),
        Recipient = reader.GetString(FirstOfRow + 7),
        Language = (Language)reader.GetInt32(FirstOfRow + 8),
        DocumentHash = Hash(reader, FirstOfRow + 9),
        DocumentBytes = reader.GetInt64(FirstOfRow + 10),
        PageCount = reader.GetInt32(FirstOfRow + 11),
        Fallback = Text(reader, FirstOfRow + 12),
        TraceParent = Text(reader, FirstOfRow + 13),
        RunId = Text(reader, FirstOfRow + 14),
        Queue = reader.GetInt32(FirstOfProgress + 17),
        Letter = Text(reader, FirstOfProgress + 18),
        Batch = Text(reader, FirstOfProgress + 19),
        Copied = Text(reader, FirstOfProgress + 20),
    };

    private static DispatchProgress ReadProgress(DbDataReader reader) => new()
    {
        State = (DispatchState)reader.GetInt32(FirstOfProgress),
        Attempt = reader.GetInt32(FirstOfProgress + 1),
        AttemptToken = reader.IsDBNull(FirstOfProgress + 2) ? null : TFormat.Token(reader, FirstOfProgress + 2),
        StartedAt = Instant(reader, FirstOfProgress + 3),
        EndedAt = Instant(reader, FirstOfProgress + 4),
        Outcome = (OutcomeKind?)Number(reader, FirstOfProgress + 5),
        DueAt = Instant(reader, FirstOfProgress + 6),
        Requested = (DispatchRequest)reader.GetInt32(FirstOfProgress + 7),
        Reason = (ReasonCode?)Number(reader, FirstOfProgress + 8),
        ProtocolCode = Text(reader, FirstOfProgress + 9),
        ProofKind = Text(reader, FirstOfProgress + 10),
        ProofValue = Text(reader, FirstOfProgress + 11),
        IsPossibleDuplicate = reader.GetBoolean(FirstOfProgress + 12),
        ChangedAt = TFormat.Instant(reader, FirstOfProgress + 13),
        History = AttemptHistory.Read(Text(reader, FirstOfProgress + 14)),
    };

    private static ContentHash Hash(DbDataReader reader, int column) => ContentHash.FromBytes(reader.GetFieldValue<byte[]>(column));

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int? Number(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    private static DateTimeOffset? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : TFormat.Instant(reader, column);
}
