using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Output;

/// <summary>A dispatch in the shape of the outside contract.</summary>
internal sealed class DispatchJson(DispatchView dispatch)
{
    public string Id => dispatch.Id;

    public string Invoice => dispatch.Invoice;

    public DispatchKind Kind => dispatch.Kind;

    public string Definition => dispatch.Definition;

    public string Destination => dispatch.Destination;

    public RecipientJson Recipient => new(dispatch.Recipient);

    public string? Run => dispatch.Run;

    public DispatchState State => dispatch.State;

    public ReasonCode? Reason => dispatch.Reason;

    public DateTimeOffset? DueAt => dispatch.DueAt;

    public bool PossibleDuplicate => dispatch.PossibleDuplicate;

    public string? TraceId => dispatch.TraceId;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReceiptView? Receipt => dispatch.Receipt;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? FallbackFor => dispatch.FallbackFor;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Postage? Postage => dispatch.Postage;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Enclosures => dispatch.Enclosures.Count > 0 ? dispatch.Enclosures : null;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Batch => dispatch.Batch;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitView? Wait => dispatch.Wait;

    public IEnumerable<AttemptJson> Attempts => dispatch.Attempts.Select(attempt => new AttemptJson(attempt));

    internal sealed class AttemptJson(AttemptView attempt)
    {
        public int Number => attempt.Number;

        public DateTimeOffset StartedAt => attempt.StartedAt;

        public DateTimeOffset? EndedAt => attempt.EndedAt;

        public OutcomeKind? Outcome => attempt.Outcome;

        public ReasonCode? Reason => attempt.Reason;

        public string? ProtocolCode => attempt.ProtocolCode;

        public ProofView? Proof => attempt.Proof;
    }
}
