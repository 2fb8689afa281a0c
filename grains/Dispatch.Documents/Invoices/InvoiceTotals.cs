namespace Dispatch.Documents.Invoices;

/// <summary>The totals of the document (BG-22) in its currency.</summary>
public sealed record InvoiceTotals
{
    /// <summary>BT-106.</summary>
    public required decimal LineNet { get; init; }

    /// <summary>BT-107; 0 where missing.</summary>
    public decimal Allowances { get; init; }

    /// <summary>BT-108; 0 where missing.</summary>
    public decimal Charges { get; init; }

    /// <summary>BT-109.</summary>
    public required decimal WithoutVat { get; init; }

    /// <summary>BT-110; 0 where missing.</summary>
    public decimal Vat { get; init; }

    /// <summary>BT-111: BT-110 in the currency BT-6.</summary>
    public decimal? VatInVatCurrency { get; init; }

    /// <summary>BT-112.</summary>
    public required decimal WithVat { get; init; }

    /// <summary>BT-113; 0 where missing.</summary>
    public decimal Prepaid { get; init; }

    /// <summary>BT-114; 0 where missing.</summary>
    public decimal Rounding { get; init; }

    /// <summary>BT-115.</summary>
    public required decimal Payable { get; init; }
}
