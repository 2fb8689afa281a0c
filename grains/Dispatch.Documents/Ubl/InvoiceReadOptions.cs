namespace Dispatch.Documents.Ubl;

/// <summary>How strictly invoices are read. Configuration section <c>Validation</c>.</summary>
public sealed class InvoiceReadOptions
{
    /// <summary>What to do with a line net (BT-131) that its quantity and price do not give. Configuration key <c>Validation:LineNets</c>.</summary>
    /// <value>Default: <see cref="LineNetRule.Find"/>. <see cref="LineNetRule.Refuse"/> also refuses valid EN 16931 invoices.</value>
    public LineNetRule LineNets { get; set; } = LineNetRule.Find;
}
