using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;

namespace Dispatch.Documents.FacturX;

/// <summary>Writes what is owed and how it is paid.</summary>
internal static class CiiSettlement
{
    public static void Write(CiiXml xml, Invoice invoice)
    {
        xml.Value("CreditorReferenceID", invoice.CreditorId);
        xml.Value("PaymentReference", First(invoice, payment => payment.RemittanceInformation));
        xml.Value("TaxCurrencyCode", invoice.VatCurrency);
        xml.Value("InvoiceCurrencyCode", invoice.Currency);
        CiiParties.WritePayee(xml, invoice);
        foreach (var payment in invoice.Payments)
            WritePayment(xml, payment);
        CiiTaxes.WriteBreakdown(xml, invoice);
        CiiTaxes.WritePeriod(xml, invoice.Period);
        foreach (var change in invoice.AllowanceCharges)
            CiiTaxes.WriteAllowanceCharge(xml, change);
        WriteTerms(xml, invoice);
        xml.Group("SpecifiedTradeSettlementHeaderMonetarySummation", () => WriteTotals(xml, invoice));
        foreach (var preceding in invoice.PrecedingInvoices)
        {
            xml.Group("InvoiceReferencedDocument", () =>
            {
                xml.Value("IssuerAssignedID", preceding.Number);
                xml.ReferenceDate("FormattedIssueDateTime", preceding.IssueDate);
            });
        }

        xml.Wrapped("ReceivableSpecifiedTradeAccountingAccount", "ID", invoice.BuyerAccountingReference);
    }

    private static void WritePayment(CiiXml xml, PaymentInstruction payment) => xml.Group("SpecifiedTradeSettlementPaymentMeans", () =>
    {
        xml.Value("TypeCode", payment.MeansCode);
        xml.Value("Information", payment.MeansText);
        xml.GroupIf(payment.CardNumber is not null, "ApplicableTradeSettlementFinancialCard", () =>
        {
            xml.Value("ID", payment.CardNumber);
            xml.Value("CardholderName", payment.CardHolder);
        });
        xml.Wrapped("PayerPartyDebtorFinancialAccount", "IBANID", payment.DebitedAccount);
        xml.GroupIf(payment.Account is not null, "PayeePartyCreditorFinancialAccount", () =>
        {
            var iban = Iban.Compact(payment.Account!);
            var isIban = Iban.IsValid(iban);
            xml.Value("IBANID", isIban ? iban : null);
            xml.Value("AccountName", payment.AccountName);
            xml.Value("ProprietaryID", isIban ? null : payment.Account);
        });
        xml.Wrapped("PayeeSpecifiedCreditorFinancialInstitution", "BICID", payment.Bic);
    });

    private static void WriteTerms(CiiXml xml, Invoice invoice)
    {
        var mandate = First(invoice, payment => payment.MandateReference);
        xml.GroupIf(invoice.PaymentTerms is not null || invoice.DueDate is not null || mandate is not null, "SpecifiedTradePaymentTerms", () =>
        {
            xml.Value("Description", invoice.PaymentTerms);
            xml.Date("DueDateDateTime", invoice.DueDate);
            xml.Value("DirectDebitMandateID", mandate);
        });
    }

    private static void WriteTotals(CiiXml xml, Invoice invoice)
    {
        var totals = invoice.Totals;
        xml.Amount("LineTotalAmount", totals.LineNet);
        xml.Amount("ChargeTotalAmount", SumOf(invoice, isCharge: true, totals.Charges));
        xml.Amount("AllowanceTotalAmount", SumOf(invoice, isCharge: false, totals.Allowances));
        xml.Amount("TaxBasisTotalAmount", totals.WithoutVat);
        xml.Amount("TaxTotalAmount", totals.Vat, invoice.Currency);
        xml.Amount("TaxTotalAmount", totals.VatInVatCurrency, invoice.VatCurrency);
        xml.Amount("RoundingAmount", NotZero(totals.Rounding));
        xml.Amount("GrandTotalAmount", totals.WithVat);
        xml.Amount("TotalPrepaidAmount", NotZero(totals.Prepaid));
        xml.Amount("DuePayableAmount", totals.Payable);
    }

    /// <summary>BT-107 and BT-108 stand where there is something to add up, even if it comes to nothing.</summary>
    private static decimal? SumOf(Invoice invoice, bool isCharge, decimal sum) => sum != 0 || invoice.AllowanceCharges.Any(change => change.IsCharge == isCharge) ? sum : null;

    private static decimal? NotZero(decimal amount) => amount == 0 ? null : amount;

    /// <summary>EN 16931 has one remittance information and one mandate for all ways of paying.</summary>
    private static string? First(Invoice invoice, Func<PaymentInstruction, string?> term) => invoice.Payments.Select(term).FirstOrDefault(value => value is not null);
}
