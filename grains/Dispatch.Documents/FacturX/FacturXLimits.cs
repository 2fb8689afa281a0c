using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.FacturX;

/// <summary>What UBL can say more than once and the profile EN 16931 of Factur-X once: the first counts there.</summary>
public static class FacturXLimits
{
    /// <summary>A finding for each term whose further values stand on the page alone.</summary>
    /// <param name="invoice">A checked invoice.</param>
    public static IReadOnlyList<InvoiceFinding> Find(Invoice invoice)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        return
        [
            .. Find(invoice, "BT-83", "remittance informations", payment => payment.RemittanceInformation),
            .. Find(invoice, "BT-89", "mandate references", payment => payment.MandateReference),
        ];
    }

    private static IEnumerable<InvoiceFinding> Find(Invoice invoice, string field, string what, Func<PaymentInstruction, string?> term)
    {
        var values = invoice.Payments.Select(term).OfType<string>().Distinct().ToList();
        return values.Count > 1
            ? [new InvoiceFinding("facturx_first_only", field, ShownValue.Of(values[1]), $"The payment means have different {what}; the XML of a Factur-X has room for the first alone.")]
            : [];
    }
}
