namespace Dispatch.Abstractions;

/// <summary>The key of an invoice: <c>biller/number</c>.</summary>
/// <param name="Biller">The biller's id, an <see cref="Identifier"/>.</param>
/// <param name="Number">BT-1.</param>
[GenerateSerializer, Immutable, Alias("dispatch.invoice-id.v1")]
public sealed record InvoiceId([property: Id(0)] string Biller, [property: Id(1)] string Number)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Biller}/{Number}";
}
