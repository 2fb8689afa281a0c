namespace Dispatch.Documents.Invoices;

/// <summary>The VAT of one category and rate (BG-23).</summary>
/// <param name="Category">BT-118, UNCL 5305.</param>
/// <param name="Rate">BT-119, in percent; none for category O.</param>
/// <param name="TaxableAmount">BT-116.</param>
/// <param name="TaxAmount">BT-117.</param>
/// <param name="ExemptionReason">BT-120.</param>
public sealed record VatBreakdown(string Category, decimal? Rate, decimal TaxableAmount, decimal TaxAmount, string? ExemptionReason)
{
    /// <summary>BT-121.</summary>
    public string? ExemptionCode { get; init; }
}
