using System.Globalization;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads the payment instructions (BG-16).</summary>
internal static class UblPayments
{
    public static IReadOnlyList<PaymentInstruction> Read(UblReading reading, UblElement root) => [.. root.All("PaymentMeans").Select(means => ReadMeans(reading, means))];

    /// <summary>BT-9 of a credit note, which UBL keeps in the payment means. All that give one must agree.</summary>
    public static DateOnly? DueDate(UblReading reading, UblElement root)
    {
        DateOnly? due = null;
        foreach (var means in root.All("PaymentMeans"))
        {
            var date = reading.Date(means, "BT-9", "PaymentDueDate");
            if (due is not null && date is not null && date != due)
                reading.Refuse("duplicate_element", "BT-9", date.Value.ToString("O", CultureInfo.InvariantCulture), "The payment means give different due dates.", "Give one due date.", means.Line);
            due ??= date;
        }
        return due;
    }

    private static PaymentInstruction ReadMeans(UblReading reading, UblElement means)
    {
        var code = reading.At(means, "BT-81", "PaymentMeansCode");
        var instruction = new PaymentInstruction
        {
            MeansCode = reading.Need(reading.Checked(code, "BT-81", mayBreak: false), "BR-49", "BT-81", "the payment means code", means),
            MeansText = reading.Attribute(code, "BT-82", "name"),
            RemittanceInformation = reading.Line(means, "BT-83", "PaymentID"),
            Account = reading.Line(means, "BT-84", "PayeeFinancialAccount", "ID"),
            AccountName = reading.Line(means, "BT-85", "PayeeFinancialAccount", "Name"),
            Bic = reading.Line(means, "BT-86", "PayeeFinancialAccount", "FinancialInstitutionBranch", "ID"),
            CardNumber = reading.Line(means, "BT-87", "CardAccount", "PrimaryAccountNumberID"),
            CardHolder = reading.Line(means, "BT-88", "CardAccount", "HolderName"),
            MandateReference = reading.Line(means, "BT-89", "PaymentMandate", "ID"),
            DebitedAccount = reading.Line(means, "BT-91", "PaymentMandate", "PayerFinancialAccount", "ID"),
        };
        if (instruction.Account is null && means.All("PayeeFinancialAccount").Any())
            reading.Missing("BR-50", "BT-84", "the account", means);
        else if (instruction is { Account: null, MeansCode: "30" or "58" })
            reading.Missing("BR-61", "BT-84", "the account of a credit transfer", means);
        return instruction;
    }
}
