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
        var payments = PaymentsOf(invoice);
        return
        [
            .. Find("BT-46", "There are several identifiers of the buyer", invoice.Buyer.Ids.Select(id => id.Value)),
            .. Find("BT-60", "There are several identifiers of the payee", invoice.PayeeIds.Select(id => id.Value)),
            .. Find("BT-81", "There are payment means with different codes", invoice.Payments.Select(payment => payment.MeansCode)),
            .. Find("BT-82", "The payment means have different texts", payments.Select(payment => payment.MeansText)),
            .. Find("BT-83", "The payment means have different remittance informations", payments.Select(payment => payment.RemittanceInformation)),
            .. Find("BT-89", "The payment means have different mandate references", payments.Select(payment => payment.MandateReference)),
        ];
    }

    /// <summary>The payment means that have room: those with the code of the first (CII-SR-467).</summary>
    internal static IReadOnlyList<PaymentInstruction> PaymentsOf(Invoice invoice) => [.. invoice.Payments.Where(payment => payment.MeansCode == invoice.Payments[0].MeansCode)];

    private static IEnumerable<InvoiceFinding> Find(string field, string what, IEnumerable<string?> terms)
    {
        var values = terms.OfType<string>().Distinct().ToList();
        return values.Count > 1
            ? [new InvoiceFinding("facturx_first_only", field, ShownValue.Of(values[1]), $"{what}; the XML of a Factur-X has room for the first alone.")]
            : [];
    }
}
