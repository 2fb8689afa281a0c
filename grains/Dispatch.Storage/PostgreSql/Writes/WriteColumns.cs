using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Dispatches.Rows;
using Npgsql;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>The columns that statements write, each with its place in a record.</summary>
internal static class WriteColumns
{
    public static readonly IReadOnlyList<WriteColumn<DispatchProgress>> OfProgress =
    [
        new WriteColumn<DispatchProgress, short>("state", "smallint", row => (short)row.State),
        new WriteColumn<DispatchProgress, int>("attempt", "integer", row => row.Attempt),
        new WriteColumn<DispatchProgress, Guid?>("attempt_token", "uuid", row => row.AttemptToken),
        new WriteColumn<DispatchProgress, DateTime?>("started_at", "timestamptz", row => Instant(row.StartedAt)),
        new WriteColumn<DispatchProgress, DateTime?>("ended_at", "timestamptz", row => Instant(row.EndedAt)),
        new WriteColumn<DispatchProgress, short?>("outcome", "smallint", row => (short?)row.Outcome),
        new WriteColumn<DispatchProgress, DateTime?>("due_at", "timestamptz", row => Instant(row.DueAt)),
        new WriteColumn<DispatchProgress, short>("requested", "smallint", row => (short)row.Requested),
        new WriteColumn<DispatchProgress, short?>("reason", "smallint", row => (short?)row.Reason),
        new WriteColumn<DispatchProgress, string?>("protocol_code", "text", row => row.ProtocolCode),
        new WriteColumn<DispatchProgress, string?>("proof_kind", "text", row => row.ProofKind),
        new WriteColumn<DispatchProgress, string?>("proof_value", "text", row => row.ProofValue),
        new WriteColumn<DispatchProgress, bool>("possible_duplicate", "boolean", row => row.IsPossibleDuplicate),
        new WriteColumn<DispatchProgress, DateTime>("changed_at", "timestamptz", row => Instant(row.ChangedAt)),
        new WriteColumn<DispatchProgress, string?>("history", "text", row => AttemptHistory.Write(row.History)),
    ];

    public static readonly IReadOnlyList<WriteColumn<InvoiceRow>> OfInvoice =
    [
        new WriteColumn<InvoiceRow, long>("id", "bigint", row => row.Id),
        new WriteColumn<InvoiceRow, string>("biller", "text", row => row.Biller),
        new WriteColumn<InvoiceRow, string>("number", "text", row => row.Number),
        new WriteColumn<InvoiceRow, string>("name", "text", row => row.Name),
        new WriteColumn<InvoiceRow, string>("subscription", "text", row => row.Subscription),
        new WriteColumn<InvoiceRow, DateOnly>("issue_date", "date", row => row.IssueDate),
        new WriteColumn<InvoiceRow, byte[]>("input_hash", "bytea", row => Bytes(row.InputHash)),
        new WriteColumn<InvoiceRow, byte[]>("source_hash", "bytea", row => Bytes(row.SourceHash)),
        new WriteColumn<InvoiceRow, byte[]>("document_hash", "bytea", row => Bytes(row.DocumentHash)),
        new WriteColumn<InvoiceRow, long>("document_bytes", "bigint", row => row.DocumentBytes),
        new WriteColumn<InvoiceRow, DateTime>("finalized_at", "timestamptz", row => Instant(row.FinalizedAt)),
        new WriteColumn<InvoiceRow, string>("requested_by", "text", row => row.RequestedBy),
        new WriteColumn<InvoiceRow, string?>("traceparent", "text", row => row.TraceParent),
        new WriteColumn<InvoiceRow, string?>("run_id", "text", row => row.RunId),
        new WriteColumn<InvoiceRow, string>("details", "text", row => row.Details),
    ];

    /// <summary>The frozen part of a dispatch, without the lane's number, which the writer knows.</summary>
    public static readonly IReadOnlyList<WriteColumn<DispatchRow>> OfDispatch =
    [
        new WriteColumn<DispatchRow, long>("id", "bigint", row => row.Id),
        new WriteColumn<DispatchRow, string>("definition", "text", row => row.DispatchId.Definition),
        new WriteColumn<DispatchRow, int>("copy", "integer", row => row.DispatchId.Copy),
        new WriteColumn<DispatchRow, int>("definition_version", "integer", row => row.DefinitionVersion),
        new WriteColumn<DispatchRow, short>("kind", "smallint", row => (short)row.Kind),
        new WriteColumn<DispatchRow, short>("shard", "smallint", row => (short)row.Shard),
        new WriteColumn<DispatchRow, string>("recipient", "text", row => row.Recipient),
        new WriteColumn<DispatchRow, short>("language", "smallint", row => (short)row.Language),
        new WriteColumn<DispatchRow, byte[]>("document_hash", "bytea", row => Bytes(row.DocumentHash)),
        new WriteColumn<DispatchRow, long>("document_bytes", "bigint", row => row.DocumentBytes),
        new WriteColumn<DispatchRow, int>("page_count", "integer", row => row.PageCount),
        new WriteColumn<DispatchRow, string?>("fallback", "text", row => row.Fallback),
        new WriteColumn<DispatchRow, string?>("traceparent", "text", row => row.TraceParent),
        new WriteColumn<DispatchRow, string?>("run_id", "text", row => row.RunId),
        new WriteColumn<DispatchRow, int>("queue", "integer", row => row.Queue),
        new WriteColumn<DispatchRow, string?>("letter", "text", row => row.Letter),
        new WriteColumn<DispatchRow, string?>("batch", "text", row => row.Batch),
    ];

    public static NpgsqlParameter Array<TValue>(string type, IEnumerable<TValue> values) =>
        new NpgsqlParameter<TValue[]> { TypedValue = [.. values], DataTypeName = type + "[]" };

    public static DateTime Instant(DateTimeOffset instant) => WholeMilliseconds.Of(instant).UtcDateTime;

    private static DateTime? Instant(DateTimeOffset? instant) => instant is { } value ? Instant(value) : null;

    private static byte[] Bytes(ContentHash hash) => Convert.FromHexString(hash.Value);
}
