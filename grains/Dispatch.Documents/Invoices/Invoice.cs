namespace Dispatch.Documents.Invoices;

/// <summary>
/// An invoice or credit note in the terms of EN 16931-1; members name their business term (BT) or group (BG). Notes, terms,
/// reasons, item names and descriptions may have line feeds and tabs; all other texts are one line without control characters.
/// </summary>
public sealed record Invoice
{
    /// <summary>BT-1, 1 to 64 printable characters.</summary>
    public required string Number { get; init; }

    /// <summary>BT-2.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>BT-9.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>BT-3, UNTDID 1001, for example 380 or 381.</summary>
    public required string TypeCode { get; init; }

    /// <summary>Whether the document is a UBL credit note: amounts are owed to the buyer.</summary>
    public bool IsCreditNote { get; init; }

    /// <summary>BT-5, ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>BT-6, ISO 4217: where VAT is accounted for in another currency than BT-5.</summary>
    public string? VatCurrency { get; init; }

    /// <summary>BT-7.</summary>
    public DateOnly? TaxPointDate { get; init; }

    /// <summary>BT-8 as UBL writes it, UNTDID 2005: 3 issue, 35 delivery, 432 payment.</summary>
    public string? TaxPointCode { get; init; }

    /// <summary>BT-10.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>BT-11.</summary>
    public string? ProjectReference { get; init; }

    /// <summary>BT-12.</summary>
    public string? ContractReference { get; init; }

    /// <summary>BT-13.</summary>
    public string? OrderReference { get; init; }

    /// <summary>BT-14.</summary>
    public string? SalesOrderReference { get; init; }

    /// <summary>BT-15.</summary>
    public string? ReceivingAdviceReference { get; init; }

    /// <summary>BT-16.</summary>
    public string? DespatchAdviceReference { get; init; }

    /// <summary>BT-17.</summary>
    public string? TenderReference { get; init; }

    /// <summary>BT-18 or the invoice level object, for example a metering point.</summary>
    public string? InvoicedObject { get; init; }

    /// <summary>BT-18-1, UNTDID 1153.</summary>
    public string? InvoicedObjectScheme { get; init; }

    /// <summary>BT-19.</summary>
    public string? BuyerAccountingReference { get; init; }

    /// <summary>BT-20.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>BT-22, in order. BT-21 stands before its note as UBL writes it: <c>#AAI#text</c>.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>BT-23.</summary>
    public string? BusinessProcess { get; init; }

    /// <summary>BG-3: number and date of the invoices that this one corrects.</summary>
    public IReadOnlyList<PrecedingInvoice> PrecedingInvoices { get; init; } = [];

    /// <summary>BG-14.</summary>
    public InvoicePeriod? Period { get; init; }

    /// <summary>BG-4.</summary>
    public required InvoiceParty Seller { get; init; }

    /// <summary>BG-7.</summary>
    public required InvoiceParty Buyer { get; init; }

    /// <summary>BG-10, where the money does not go to the seller.</summary>
    public string? PayeeName { get; init; }

    /// <summary>BT-60; more than one stays as the file has them.</summary>
    public IReadOnlyList<InvoiceIdentifier> PayeeIds { get; init; } = [];

    /// <summary>BT-61.</summary>
    public InvoiceIdentifier? PayeeLegalId { get; init; }

    /// <summary>BG-11.</summary>
    public TaxRepresentative? TaxRepresentative { get; init; }

    /// <summary>BG-13.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>BG-16, in the order of the file; BT-9 and BT-20 stand on the invoice.</summary>
    public IReadOnlyList<PaymentInstruction> Payments { get; init; } = [];

    /// <summary>BT-90: the identifier under which a bank knows who debits.</summary>
    public string? CreditorId { get; init; }

    /// <summary>BG-20 and BG-21.</summary>
    public IReadOnlyList<AllowanceCharge> AllowanceCharges { get; init; } = [];

    /// <summary>BG-22.</summary>
    public required InvoiceTotals Totals { get; init; }

    /// <summary>BG-23.</summary>
    public required IReadOnlyList<VatBreakdown> VatBreakdown { get; init; }

    /// <summary>BG-24.</summary>
    public IReadOnlyList<InvoiceAttachment> Attachments { get; init; } = [];

    /// <summary>BG-25.</summary>
    public required IReadOnlyList<InvoiceLine> Lines { get; init; }
}
