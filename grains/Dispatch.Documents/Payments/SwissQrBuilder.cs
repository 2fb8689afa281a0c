using System.Text;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Rendering;

namespace Dispatch.Documents.Payments;

/// <summary>Makes the Swiss QR-bill of an invoice for one of its accounts.</summary>
internal static class SwissQrBuilder
{
    private const decimal MaxAmount = 999_999_999.99m;
    private const int NameLength = 70;
    private const int StreetLength = 70;
    private const int BuildingNumberLength = 16;
    private const int PostalCodeLength = 16;
    private const int CityLength = 35;
    private const int MessageLength = 140;

    private sealed record AddressFields(string Street, string Additional, string PostalCode, string City);

    private static readonly AddressFields SellerFields = new("BT-35", "BT-36", "BT-38", "BT-37");
    private static readonly AddressFields BuyerFields = new("BT-50", "BT-51", "BT-53", "BT-52");

    /// <summary>The bill; its use is undefined if there are errors among the problems.</summary>
    public static SwissQrBill Build(Invoice invoice, PaymentInstruction instruction, DocumentLanguage language, PaymentProblems problems)
    {
        var (type, reference, text) = Reference(instruction, problems);
        if (invoice.Totals.Payable > MaxAmount)
            problems.Refuse("qr_amount", "BT-115", ShownValue.Of(invoice.Totals.Payable), "The amount due is above 999999999.99, the most a QR-bill holds.", "Split the invoice.");
        var payload = new SwissQrPayload
        {
            Iban = Iban.Compact(instruction.Account!),
            Creditor = Creditor(invoice, instruction, problems),
            Amount = invoice.Totals.Payable,
            Currency = invoice.Currency,
            Debtor = Debtor(invoice, problems),
            ReferenceType = type,
            Reference = reference,
            Message = invoice.Totals.Payable == 0 ? NotForPayment(language) : QrText.Of(problems, text, "BT-83", MessageLength),
        };
        var content = payload.ToString();
        if (Encoding.UTF8.GetByteCount(content) > SwissQrPayload.MaxBytes && problems.Errors.Count == 0)
            problems.Refuse("qr_too_long", "BG-16", "", $"The payment code has more than {SwissQrPayload.MaxBytes} bytes.", "Shorten names, addresses or BT-83.");
        return new SwissQrBill
        {
            Iban = payload.Iban,
            Creditor = payload.Creditor,
            Amount = invoice.Totals.Payable,
            Currency = payload.Currency,
            Debtor = payload.Debtor,
            ReferenceType = payload.ReferenceType,
            Reference = payload.Reference,
            Message = payload.Message,
            Payload = content,
        };
    }

    private static (string Type, string Reference, string Text) Reference(PaymentInstruction instruction, PaymentProblems problems)
    {
        var remittance = instruction.RemittanceInformation ?? "";
        if (Iban.IsQrIban(instruction.Account!))
        {
            if (!QrReference.LooksLike(remittance))
                problems.Refuse("qr_reference_missing", "BT-83", remittance, "The account (BT-84) is a QR-IBAN, but BT-83 is no QR reference of 27 digits.", "Give a QR reference, or an account that is no QR-IBAN.");
            else if (!QrReference.IsValid(remittance))
                problems.Refuse("qr_reference_invalid", "BT-83", remittance, "The check digit of the QR reference is wrong, or it is all zeros.", "Correct the reference.");
            return ("QRR", QrReference.Compact(remittance), "");
        }
        if (QrReference.LooksLike(remittance))
            problems.Refuse("qr_iban_missing", "BT-84", instruction.Account, "BT-83 is a QR reference, but the account (BT-84) is no QR-IBAN.", "Give the QR-IBAN, or another reference.");
        var structured = StructuredReference(instruction, problems);
        return structured.Length > 0 ? ("SCOR", structured, "") : ("NON", "", remittance);
    }

    /// <summary>BT-83 as an ISO 11649 reference; empty where it is another text.</summary>
    public static string StructuredReference(PaymentInstruction instruction, PaymentProblems problems)
    {
        if (instruction.RemittanceInformation is not { } remittance || !CreditorReference.LooksLike(remittance))
            return "";

        if (!CreditorReference.IsValid(remittance))
            problems.Refuse("creditor_reference_invalid", "BT-83", remittance, "The check digits of the ISO 11649 reference are wrong.", "Correct the reference.");
        return CreditorReference.Compact(remittance);
    }

    /// <summary>Who is paid: BT-85, else the payee (BT-59), else the seller (BT-27).</summary>
    public static string CreditorName(Invoice invoice, PaymentInstruction instruction, PaymentProblems problems) =>
        instruction.AccountName is { } holder ? QrText.Of(problems, holder, "BT-85", NameLength)
        : invoice.PayeeName is { } payee ? QrText.Of(problems, payee, "BT-59", NameLength)
        : QrText.Of(problems, invoice.Seller.Name, "BT-27", NameLength);

    private static QrAddress Creditor(Invoice invoice, PaymentInstruction instruction, PaymentProblems problems)
    {
        var address = invoice.Seller.Address;
        if (string.IsNullOrEmpty(address.PostalCode))
            problems.Refuse("qr_address", "BT-38", "", "The seller has no post code; a QR-bill needs it.", "Give the post code.");
        if (string.IsNullOrEmpty(address.City))
            problems.Refuse("qr_address", "BT-37", "", "The seller has no city; a QR-bill needs it.", "Give the city.");
        return Address(CreditorName(invoice, instruction, problems), address, SellerFields, problems);
    }

    /// <summary>The buyer; none, so that the box is drawn empty, where post code or city is missing, as in countries without post codes.</summary>
    private static QrAddress? Debtor(Invoice invoice, PaymentProblems problems)
    {
        var address = invoice.Buyer.Address;
        if (!string.IsNullOrEmpty(address.PostalCode) && !string.IsNullOrEmpty(address.City))
            return Address(QrText.Of(problems, invoice.Buyer.Name, "BT-44", NameLength), address, BuyerFields, problems);

        problems.Find("qr_debtor_incomplete", string.IsNullOrEmpty(address.PostalCode) ? "BT-53" : "BT-52", "", "The buyer's address has no post code or no city; the payment part leaves the payer empty.");
        return null;
    }

    /// <summary>The street line goes in whole, with its number; the building number only where the file has it apart. Without a street the second line stands in.</summary>
    private static QrAddress Address(string name, PostalAddress address, AddressFields fields, PaymentProblems problems) => new(
        name,
        address.Street is null && address.BuildingNumber is null
            ? QrText.Of(problems, address.AdditionalStreet, fields.Additional, StreetLength)
            : QrText.Of(problems, address.Street, fields.Street, StreetLength),
        QrText.Of(problems, address.BuildingNumber, fields.Street, BuildingNumberLength),
        QrText.Of(problems, WithoutCountry(address), fields.PostalCode, PostalCodeLength),
        QrText.Of(problems, address.City, fields.City, CityLength),
        address.Country);

    /// <summary>The guidelines want the post code without the country before it.</summary>
    private static string? WithoutCountry(PostalAddress address) =>
        address.PostalCode?.StartsWith(address.Country + "-", StringComparison.OrdinalIgnoreCase) == true ? address.PostalCode[(address.Country.Length + 1)..] : address.PostalCode;

    private static string NotForPayment(DocumentLanguage language) => language switch
    {
        DocumentLanguage.De => "NICHT ZUR ZAHLUNG VERWENDEN",
        DocumentLanguage.Fr => "NE PAS UTILISER POUR LE PAIEMENT",
        DocumentLanguage.It => "NON UTILIZZARE PER IL PAGAMENTO",
        _ => "DO NOT USE FOR PAYMENT",
    };
}
