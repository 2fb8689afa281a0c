using System.Text.Json.Serialization;
using Dispatch.Abstractions;
using Dispatch.Cli.Output;

namespace Dispatch.Cli.Batches;

/// <summary>A print batch in the shape of the outside contract.</summary>
internal sealed class BatchJson(PrintBatchView batch, bool hasEnvelopes)
{
    public string Id => batch.Id;

    public long Number => batch.Number;

    public string Printer => batch.Printer;

    public string Run => batch.Run;

    public DispatchState State => batch.State;

    public ReasonCode? Reason => batch.Reason;

    public DateTimeOffset? DueAt => batch.DueAt;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WaitView? Wait => batch.Wait;

    public DateTimeOffset CreatedAt => batch.CreatedAt;

    public bool PossibleDuplicate => batch.PossibleDuplicate;

    public int Letters => batch.LetterCount;

    public int Sheets => batch.SheetCount;

    public int EnvelopeCount => batch.EnvelopeCount;

    public Postage? Postage => batch.Postage;

    public IReadOnlyList<string> Enclosures => batch.Enclosures;

    public int? EnvelopeSheets => batch.EnvelopeSheets;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReprintJson? Reprint => batch.ReprintOf is { } of ? new ReprintJson(of, batch.ReprintReason ?? "", batch.ReprintBy ?? "") : null;

    public IEnumerable<DispatchJson.AttemptJson> Attempts => batch.Attempts.Select(attempt => new DispatchJson.AttemptJson(attempt));

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<EnvelopeJson>? Envelopes => hasEnvelopes ? batch.Envelopes.Select(envelope => new EnvelopeJson(envelope.Number, envelope.SheetCount, envelope.Dispatches)) : null;

    internal sealed record EnvelopeJson(int Number, int Sheets, IReadOnlyList<string> Dispatches);

    internal sealed record ReprintJson(string Of, string Reason, string By);
}
