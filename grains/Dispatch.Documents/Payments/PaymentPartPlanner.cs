using System.Text;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.Payments;

/// <summary>
/// Decides what the last page of an invoice offers for paying.
/// <list type="number">
/// <item>A credit note, and an invoice with a negative amount due: a notice.</item>
/// <item>A direct debit among the instructions: a notice, also where a transfer stands beside it; else it might be paid twice.</item>
/// <item>The first CH or LI account of a transfer, in CHF or EUR: a QR-bill; with nothing to pay its "do not use for payment" form.</item>
/// <item>Nothing to pay: a notice.</item>
/// <item>The first account of a transfer: in EUR and an IBAN an EPC QR code, else plain text.</item>
/// <item>Everything else: a notice of other means.</item>
/// </list>
/// An account is held against the rules of IBANs only where it looks like one. A wrong one is refused where it would be printed or
/// encoded; elsewhere it is a finding.
/// </summary>
public static class PaymentPartPlanner
{
    private const decimal MaxEpcAmount = 999_999_999.99m;
    private const int MaxRemittanceLength = 140;

    /// <summary>Plans the payment part of a checked invoice.</summary>
    /// <param name="invoice">An invoice that <see cref="Ubl.UblInvoiceReader"/> accepted.</param>
    /// <param name="language">The language of the message in a QR-bill that must not be used for payment; the guidelines know four.</param>
    public static PaymentPartPlan Plan(Invoice invoice, DocumentLanguage language = DocumentLanguage.En)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        var problems = new PaymentProblems();
        var (part, used) = Choose(invoice, language, problems);
        foreach (var other in invoice.Payments.Where(each => each != used))
            FindBadAccounts(other, problems);
        return new PaymentPartPlan(problems.Errors.Count == 0 ? part : null, problems.Errors, problems.Findings);
    }

    private static (PaymentPart Part, PaymentInstruction? Used) Choose(Invoice invoice, DocumentLanguage language, PaymentProblems problems)
    {
        var payable = invoice.Totals.Payable;
        if (invoice.IsCreditNote || payable < 0)
            return Notice(PaymentNotice.CreditNote);

        var transfers = invoice.Payments.Where(each => IsTransfer(each) && each.Account is not null).ToList();
        if (invoice.Payments.Any(IsDirectDebit))
        {
            if (transfers.Count > 0)
                problems.Find("payment_means_mixed", "BT-81", invoice.Payments.First(IsDirectDebit).MeansCode, "There is a direct debit beside a transfer; no payment part is drawn.");
            return Notice(payable == 0 ? PaymentNotice.NothingToPay : PaymentNotice.DirectDebit);
        }
        if (invoice.Currency is "CHF" or "EUR" && transfers.Find(each => Iban.IsSwiss(each.Account!)) is { } swiss)
        {
            RefuseBadAccount(swiss, problems);
            return (new PaymentPart.SwissQr(SwissQrBuilder.Build(invoice, swiss, language, problems)), swiss);
        }
        if (payable == 0)
            return Notice(PaymentNotice.NothingToPay);
        if (transfers is not [var first, ..])
            return Notice(PaymentNotice.OtherMeans);

        RefuseBadAccount(first, problems);
        if (!Iban.LooksLike(first.Account!))
            return (new PaymentPart.Account(first.Account!, first.RemittanceInformation), first);

        return invoice.Currency == "EUR"
            ? (EpcQr(invoice, first, problems), first)
            : (new PaymentPart.Account(Iban.Format(first.Account!), first.RemittanceInformation), first);
    }

    private static PaymentPart.EpcQr EpcQr(Invoice invoice, PaymentInstruction instruction, PaymentProblems problems)
    {
        var reference = SwissQrBuilder.StructuredReference(instruction, problems);
        var text = reference.Length > 0 ? "" : QrText.Of(problems, instruction.RemittanceInformation, "BT-83", MaxRemittanceLength);
        if (invoice.Totals.Payable > MaxEpcAmount)
            problems.Refuse("qr_amount", "BT-115", ShownValue.Of(invoice.Totals.Payable), "The amount due is above 999999999.99 euro, the most a payment code holds.", "Split the invoice.");
        var payload = new EpcPayload
        {
            Bic = UsableBic(instruction, problems),
            Name = SwissQrBuilder.CreditorName(invoice, instruction, problems),
            Iban = Iban.Compact(instruction.Account!),
            Amount = invoice.Totals.Payable,
            Reference = reference,
            Text = text,
        };
        var content = payload.ToString();
        if (Encoding.UTF8.GetByteCount(content) > EpcPayload.MaxBytes && problems.Errors.Count == 0)
            problems.Refuse("qr_too_long", "BT-83", text, $"The payment code has more than {EpcPayload.MaxBytes} bytes.", "Shorten BT-83 or the creditor's name.");
        return new PaymentPart.EpcQr(new EpcCreditTransfer
        {
            Iban = payload.Iban,
            Bic = payload.Bic,
            BeneficiaryName = payload.Name,
            Amount = payload.Amount,
            Remittance = reference.Length > 0 ? reference : text,
            Payload = content,
        });
    }

    /// <summary>A BIC is optional in the code, so one of the wrong form is left out.</summary>
    private static string? UsableBic(PaymentInstruction instruction, PaymentProblems problems)
    {
        if (instruction.Bic is not { } given)
            return null;

        var bic = Iban.Compact(given);
        if (bic.Length is 8 or 11 && bic.All(char.IsAsciiLetterOrDigit) && bic[..6].All(char.IsAsciiLetterUpper))
            return bic;

        problems.Find("bic_invalid", "BT-86", given, "The BIC has not 8 or 11 characters of the right kind; the payment code leaves it out.");
        return null;
    }

    private static void RefuseBadAccount(PaymentInstruction instruction, PaymentProblems problems)
    {
        if (IsBad(instruction.Account))
            problems.Refuse("iban_invalid", "BT-84", instruction.Account, "The account looks like an IBAN, but its check digits or its form are wrong.", "Correct the account; write it without other signs than spaces.");
    }

    private static void FindBadAccounts(PaymentInstruction instruction, PaymentProblems problems)
    {
        if (IsBad(instruction.Account))
            problems.Find("iban_invalid", "BT-84", instruction.Account, "The account looks like an IBAN, but its check digits or its form are wrong; it is not printed.");
        if (IsBad(instruction.DebitedAccount))
            problems.Find("iban_invalid", "BT-91", instruction.DebitedAccount, "The account to debit looks like an IBAN, but its check digits or its form are wrong; it is not printed.");
    }

    private static bool IsBad(string? account) => account is not null && Iban.LooksLike(account) && !Iban.IsValid(account);

    private static (PaymentPart Part, PaymentInstruction? Used) Notice(PaymentNotice kind) => (new PaymentPart.Notice(kind), null);

    private static bool IsTransfer(PaymentInstruction instruction) => instruction.MeansCode is "30" or "31" or "42" or "57" or "58";

    private static bool IsDirectDebit(PaymentInstruction instruction) => instruction.MeansCode is "49" or "59";
}
