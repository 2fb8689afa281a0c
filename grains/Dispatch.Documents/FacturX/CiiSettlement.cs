using Dispatch.Documents.Invoices;
using Dispatch.Documents.Payments;

namespace Dispatch.Documents.FacturX;

/// <summary>Writes what is owed and how it is paid.</summary>
internal static class CiiSettlement
{
    private const int MaxCardCharacters = 10;

    public static void Write(CiiXml xml, Invoice invoice)
    {
        var payments = FacturXLimits.PaymentsOf(invoice);
        xml.Value("CreditorReferenceID", invoice.CreditorId);
        xml.Value("PaymentReference", First(payments, payment => payment.RemittanceInformation));

        // BR-53 of CII: another currency than the invoice's, and then with the VAT in it.
        xml.Value("TaxCurrencyCode", invoice.Totals.VatInVatCurrency is null ? null : invoice.VatCurrency);
        xml.Value("InvoiceCurrencyCode", invoice.Currency);
        CiiParties.WritePayee(xml, invoice);
        var text = First(payments, payment => payment.MeansText);
        foreach (var payment in payments)
            WritePayment(xml, payment, payment.MeansText == text ? text : null);
        CiiTaxes.WriteBreakdown(xml, invoice);
        CiiTaxes.WritePeriod(xml, invoice.Period);
        foreach (var change in invoice.AllowanceCharges)
            CiiTaxes.WriteAllowanceCharge(xml, change);
        WriteTerms(xml, invoice, First(payments, payment => payment.MandateReference));
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

    private static void WritePayment(CiiXml xml, PaymentInstruction payment, string? text) => xml.Group("SpecifiedTradeSettlementPaymentMeans", () =>
    {
        xml.Value("TypeCode", payment.MeansCode);
        xml.Value("Information", text);
        xml.GroupIf(payment.CardNumber is not null, "ApplicableTradeSettlementFinancialCard", () =>
        {
            xml.Value("ID", CardEnding(payment.CardNumber!));
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

    private static void WriteTerms(CiiXml xml, Invoice invoice, string? mandate) =>
        xml.GroupIf(invoice.PaymentTerms is not null || invoice.DueDate is not null || mandate is not null, "SpecifiedTradePaymentTerms", () =>
        {
            xml.Value("Description", invoice.PaymentTerms);
            xml.Date("DueDateDateTime", invoice.DueDate);
            xml.Value("DirectDebitMandateID", mandate);
        });

    /// <summary>At most the first six and the last four digits of a card's number (BR-51), of a whole one the last four.</summary>
    private static string CardEnding(string number)
    {
        if (number.Length <= MaxCardCharacters)
            return number;
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        return digits.Length is > 0 and <= MaxCardCharacters ? digits : number[^4..];
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

    private static string? First(IReadOnlyList<PaymentInstruction> payments, Func<PaymentInstruction, string?> term) =>
        payments.Select(term).FirstOrDefault(value => value is not null);
}
