using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Output;

/// <summary>An invoice in the shape of the outside contract.</summary>
internal sealed class InvoiceJson(InvoiceView invoice, bool? isRepeated = null)
{
    public string Number => invoice.Number;

    public string Name => invoice.Name;

    public string Biller => invoice.Biller;

    public string Subscription => invoice.Subscription;

    public string? Run => invoice.Run;

    public InvoiceState State => invoice.State;

    public DateTimeOffset FinalizedAt => invoice.FinalizedAt;

    public DocumentJson Document => new(invoice.Document);

    public string? TraceId => invoice.TraceId;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Repeated => isRepeated;

    public IEnumerable<DispatchJson> Dispatches => invoice.Dispatches.Select(dispatch => new DispatchJson(dispatch));

    public IReadOnlyList<Finding> Findings => invoice.Findings;

    public IReadOnlyList<string> Notices => invoice.Notices;

    public IReadOnlyList<MergedDefinition> Merged => invoice.Merged;
}
