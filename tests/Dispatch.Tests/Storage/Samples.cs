using System.Globalization;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Tests.Storage;

/// <summary>Rows with every column filled, and how they are compared: records with lists have no equality by content.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Now = new(2026, 9, 30, 22, 0, 0, 123, TimeSpan.Zero);
    public static readonly DateTimeOffset LongAgo = DateTimeOffset.UnixEpoch;

    /// <summary>The queue of invoices of their own.</summary>
    public static WorkQueue Own(string lane) => new(lane, 0);

    public static string Text(object? value) => JsonSerializer.Serialize(value);

    public static NewInvoice Invoice(string number, string biller = "genevoise", string? runId = null, params NewDispatch[] dispatches) => new(
        new InvoiceRow
        {
            Biller = biller,
            Number = number,
            Subscription = "S-" + number,
            IssueDate = new DateOnly(2026, 9, 30),
            InputHash = Hash("input " + number),
            SourceHash = Hash("source " + number),
            DocumentHash = Hash("document " + number),
            DocumentBytes = 34_567,
            FinalizedAt = Now,
            RequestedBy = "billing",
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            RunId = runId,
            Details = """{"total":"81.30"}""",
        },
        dispatches.Length > 0 ? dispatches : [DispatchOf(number, biller: biller, runId: runId)]);

    public static NewDispatch DispatchOf(
        string number, string definition = "mail", string biller = "genevoise", DispatchKind kind = DispatchKind.Email, string lane = "email/relay",
        DispatchProgress? progress = null, string? fallback = null, string? runId = null, string recipient = """{"to":"a@example.org"}""", int? shard = null, int queue = 0)
    {
        var id = new DispatchId(biller, number, definition);
        return new NewDispatch(
            new DispatchRow
            {
                DispatchId = id,
                DefinitionVersion = 3,
                Kind = kind,
                Lane = lane,
                Shard = shard ?? Shards.Of(id),
                Recipient = recipient,
                Language = Language.Fr,
                DocumentHash = Hash("document " + number),
                DocumentBytes = 34_567,
                PageCount = 2,
                Fallback = fallback,
                TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                RunId = runId,
                Queue = queue,
            },
            progress ?? Pending(Now));
    }

    public static DispatchProgress Pending(DateTimeOffset dueAt) => new() { State = DispatchState.Pending, DueAt = dueAt, ChangedAt = Now };

    public static DispatchProgress Standby() => new() { State = DispatchState.Standby, ChangedAt = Now };

    public static DispatchProgress Sending(Guid token, int attempt = 1) => new()
    {
        State = DispatchState.Sending,
        Attempt = attempt,
        AttemptToken = token,
        StartedAt = Now.AddSeconds(1),
        DueAt = Now.AddMinutes(11),
        ChangedAt = Now.AddSeconds(1),
    };

    public static DispatchProgress Ended(DispatchState state, Guid? token = null, OutcomeKind outcome = OutcomeKind.Delivered, ReasonCode? reason = null) => new()
    {
        State = state,
        Attempt = 1,
        AttemptToken = token,
        StartedAt = Now.AddSeconds(1),
        EndedAt = Now.AddSeconds(2),
        Outcome = outcome,
        Reason = reason,
        ProtocolCode = "250",
        ProofKind = "queue_id",
        ProofValue = "4XyZ",
        ChangedAt = Now.AddSeconds(2),
    };

    public static IReadOnlyList<PastAttempt> Attempts(int count) =>
    [
        .. Enumerable.Range(1, count).Select(i => new PastAttempt(
            i, Now.AddMinutes(i), i % 2 == 0 ? null : Now.AddMinutes(i).AddSeconds(3), OutcomeKind.Deferred, i % 3 == 0 ? null : ReasonCode.Timeout,
            i.ToString(CultureInfo.InvariantCulture), null, "proof \"é\" " + i, IsRetried: i % 4 == 0)),
    ];

    public static ContentHash Hash(string text) => ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(text));
}
