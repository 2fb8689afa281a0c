using System.Text;
using System.Xml.Linq;
using static Dispatch.Cli.Demo.UblNames;

namespace Dispatch.Cli.Demo;

/// <summary>Writes an invoice or credit note as UBL 2.1 by EN 16931.</summary>
internal static class UblDocument
{
    private static readonly SampleText _note = new(
        "Ihr Bezug im Oktober 2026", "Votre consommation d'octobre 2026", "I suoi consumi di ottobre 2026", "Your consumption in October 2026");

    private static readonly SampleText _correction = new(
        "Berichtigung Ihres Bezugs im Oktober 2026",
        "Rectification de votre consommation d'octobre 2026",
        "Rettifica dei suoi consumi di ottobre 2026",
        "Correction of your consumption in October 2026");

    private static readonly SampleText _terms = new(
        "Zahlbar innert 30 Tagen", "Payable dans les 30 jours", "Pagabile entro 30 giorni", "Payable within 30 days");

    private static readonly SampleText _directDebit = new(
        "Wird Ihrem Konto belastet", "Sera débité de votre compte", "Sarà addebitato sul suo conto", "Will be debited to your account");

    private static readonly SampleText _credited = new(
        "Wird Ihnen mit der nächsten Rechnung gutgeschrieben",
        "Sera crédité sur votre prochaine facture",
        "Sarà accreditato sulla prossima fattura",
        "Will be credited on your next invoice");

    /// <summary>The document of <paramref name="invoice"/>.</summary>
    public static XDocument Of(SampleInvoice invoice)
    {
        var isCreditNote = invoice.Corrects is not null;
        var root = isCreditNote ? CreditNote + "CreditNote" : Invoice + "Invoice";
        return new(new XElement(root,
            new XAttribute("xmlns", root.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "cbc", Basic),
            new XAttribute(XNamespace.Xmlns + "cac", Aggregate),
            Header(invoice, isCreditNote),
            References(invoice),
            UblParties.Seller(SampleBiller.Seehalden),
            UblParties.Buyer(invoice.Subscription.ContractingParty),
            UblParties.Delivery(invoice.Subscription),
            invoice.Payment is null ? null : PaymentMeans(invoice.Payment),
            Group("PaymentTerms", Value("Note", Terms(invoice).In(invoice.Subscription.Language))),
            Vat(invoice),
            Totals(invoice),
            UblLines.Of(invoice)));
    }

    private static IEnumerable<XElement?> Header(SampleInvoice invoice, bool isCreditNote) =>
    [
        Value("CustomizationID", "urn:cen.eu:en16931:2017"),
        Value("ID", invoice.Number),
        Date("IssueDate", SampleUtility.IssueDate),
        isCreditNote ? null : Date("DueDate", SampleUtility.IssueDate.AddDays(30)),
        isCreditNote ? Value("CreditNoteTypeCode", "381") : Value("InvoiceTypeCode", "380"),
        Value("Note", (isCreditNote ? _correction : _note).In(invoice.Subscription.Language)),
        Value("DocumentCurrencyCode", invoice.Currency),
        invoice.ReferencedByBuyerReference ? Value("BuyerReference", invoice.Subscription.Number) : null,
        Period(SampleUtility.PeriodStart, SampleUtility.IssueDate),
    ];

    private static IEnumerable<XElement?> References(SampleInvoice invoice)
    {
        var contract = invoice.ReferencedByContract ? invoice.Subscription.Contract : invoice.Subscription.Number;
        var meteringPoint = "CH99999" + invoice.Subscription.Number[2..].PadLeft(26, '0');
        return
        [
            invoice.Corrects is null ? null : Group("BillingReference", Group("InvoiceDocumentReference",
                Value("ID", invoice.Corrects),
                Date("IssueDate", SampleUtility.IssueDate))),
            invoice.ReferencedByBuyerReference ? null : Group("ContractDocumentReference", Value("ID", contract)),
            Group("AdditionalDocumentReference", Value("ID", meteringPoint), Value("DocumentTypeCode", "130")),
            invoice.LoadProfile is null ? null : LoadProfile(invoice.LoadProfile),
        ];
    }

    private static XElement LoadProfile(string csv) => Group("AdditionalDocumentReference",
        Value("ID", "load-profile"),
        Value("DocumentDescription", "Lastgang 31.10.2026"),
        Group("Attachment", new XElement(
            Basic + "EmbeddedDocumentBinaryObject",
            new XAttribute("mimeCode", "text/csv"),
            new XAttribute("filename", "load-profile-2026-10-31.csv"),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(csv)))));

    private static XElement PaymentMeans(SamplePayment payment) => Group("PaymentMeans",
        Value("PaymentMeansCode", payment.MeansCode),
        Value("PaymentID", payment.Reference),
        payment.Account is null ? null : Group("PayeeFinancialAccount",
            Value("ID", payment.Account),
            Value("Name", SampleBiller.Seehalden.Name)),
        payment.Mandate is null ? null : Group("PaymentMandate",
            Value("ID", payment.Mandate),
            Group("PayerFinancialAccount", Value("ID", payment.DebitedAccount!))));

    private static SampleText Terms(SampleInvoice invoice) => invoice switch
    {
        { Payment: null } => _credited,
        { Payment.Mandate: not null } => _directDebit,
        _ => _terms,
    };

    private static XElement Vat(SampleInvoice invoice) => Group("TaxTotal",
        Amount("TaxAmount", invoice.Totals.Vat.Sum(group => group.Amount), invoice.Currency),
        invoice.Totals.Vat.Select(group => Group("TaxSubtotal",
            Amount("TaxableAmount", group.Base, invoice.Currency),
            Amount("TaxAmount", group.Amount, invoice.Currency),
            TaxCategory("TaxCategory", group.Rate))));

    private static XElement Totals(SampleInvoice invoice)
    {
        var totals = invoice.Totals;
        return Group("LegalMonetaryTotal",
            Amount("LineExtensionAmount", totals.Net, invoice.Currency),
            Amount("TaxExclusiveAmount", totals.Net, invoice.Currency),
            Amount("TaxInclusiveAmount", totals.Gross, invoice.Currency),
            totals.Prepaid == 0 ? null : Amount("PrepaidAmount", totals.Prepaid, invoice.Currency),
            totals.Rounding == 0 ? null : Amount("PayableRoundingAmount", totals.Rounding, invoice.Currency),
            Amount("PayableAmount", totals.Payable, invoice.Currency));
    }
}
