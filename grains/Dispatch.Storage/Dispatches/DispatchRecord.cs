namespace Dispatch.Storage.Dispatches;

/// <summary>A dispatch's whole row, with what its invoice freezes for it.</summary>
/// <param name="Row">The frozen part.</param>
/// <param name="Progress">The moving part.</param>
/// <param name="Version">Grows by one with every write.</param>
/// <param name="Invoice">The invoice's row.</param>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-record.v1")]
public sealed record DispatchRecord(
    [property: Id(0)] DispatchRow Row,
    [property: Id(1)] DispatchProgress Progress,
    [property: Id(2)] long Version,
    [property: Id(3)] InvoiceRow Invoice);
