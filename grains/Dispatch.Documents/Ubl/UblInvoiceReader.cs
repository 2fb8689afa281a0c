using System.Globalization;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// Reads UBL 2.1 invoices and credit notes in the terms of EN 16931 and checks them: mandatory terms, values, and the arithmetic
/// of the standard exactly. Elements that EN 16931 does not know are passed over, and
/// their order is not checked.
/// </summary>
public static class UblInvoiceReader
{
    private const int MaxNumberLength = 64;
    private const string InvoiceSpace = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    private const string CreditNoteSpace = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
    private const string CiiSpace = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100";

    /// <summary>UNTDID 1001 codes that EN 16931 takes for credit notes.</summary>
    private static readonly HashSet<string> CreditNoteCodes = ["81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"];

    /// <summary>Reads one file. Bad input gives errors, all that were found, never an exception.</summary>
    /// <param name="utf8">The bytes as received: UTF-8, UTF-16 with a byte order mark, or a declared encoding that .NET knows by itself (ISO 8859-1, ASCII).</param>
    /// <param name="options">How strictly to read.</param>
    public static InvoiceReadResult Read(ReadOnlyMemory<byte> utf8, InvoiceReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (root, error) = HardenedXml.Read(utf8);
        error ??= CheckRoot(root!);
        if (error is not null)
            return new InvoiceReadResult(null, [error], []);

        var reading = new UblReading();
        var invoice = ReadInvoice(reading, root!);
        InvoiceArithmetic.Check(reading, invoice, options);
        MeterReadings.Find(invoice, reading.Findings);
        return new InvoiceReadResult(reading.IsComplete ? invoice : null, reading.Errors, reading.Findings);
    }

    private static InvoiceError? CheckRoot(UblElement root) => (root.Namespace, root.Name) switch
    {
        (InvoiceSpace, "Invoice") or (CreditNoteSpace, "CreditNote") => null,
        (CiiSpace, "CrossIndustryInvoice") => new InvoiceError("xml_is_cii", "", root.Name, "This is a UN/CEFACT Cross Industry Invoice (CII), not UBL.", "Export the invoice as UBL 2.1.", root.Line),
        _ => new InvoiceError("xml_root", "", ShownValue.Of($"{{{root.Namespace}}}{root.Name}"), "The root element is neither a UBL 2.1 Invoice nor a CreditNote.", "Send a UBL 2.1 file.", root.Line),
    };

    private static Invoice ReadInvoice(UblReading reading, UblElement root)
    {
        var isCreditNote = root.Name == "CreditNote";
        reading.Need(reading.Line(root, "BT-24", "CustomizationID"), "BR-01", "BT-24", "the specification identifier", root);
        var number = ReadNumber(reading, root);
        var issueDate = reading.Date(root, "BT-2", "IssueDate");
        reading.Need(issueDate?.ToString("O", CultureInfo.InvariantCulture), "BR-03", "BT-2", "the issue date", root);
        var typeCode = ReadTypeCode(reading, root, isCreditNote);
        var currency = UblCodes.Currency(reading, root);
        reading.Currency = currency.Length > 0 ? currency : null;
        var terms = reading.At(root, "BT-20", "PaymentTerms");
        return new Invoice
        {
            Number = number,
            IssueDate = issueDate ?? default,
            DueDate = isCreditNote ? UblPayments.DueDate(reading, root) : reading.Date(root, "BT-9", "DueDate"),
            TypeCode = typeCode,
            IsCreditNote = isCreditNote,
            Currency = currency,
            VatCurrency = reading.Line(root, "BT-6", "TaxCurrencyCode"),
            TaxPointDate = reading.Date(root, "BT-7", "TaxPointDate"),
            TaxPointCode = reading.Line(root, "BT-8", "InvoicePeriod", "DescriptionCode"),
            BuyerReference = reading.Line(root, "BT-10", "BuyerReference"),
            ProjectReference = isCreditNote ? UblAttachments.Project(reading, root) : reading.Line(root, "BT-11", "ProjectReference", "ID"),
            ContractReference = reading.Line(root, "BT-12", "ContractDocumentReference", "ID"),
            OrderReference = reading.Line(root, "BT-13", "OrderReference", "ID"),
            SalesOrderReference = reading.Line(root, "BT-14", "OrderReference", "SalesOrderID"),
            ReceivingAdviceReference = reading.Line(root, "BT-15", "ReceiptDocumentReference", "ID"),
            DespatchAdviceReference = reading.Line(root, "BT-16", "DespatchDocumentReference", "ID"),
            TenderReference = reading.Line(root, "BT-17", "OriginatorDocumentReference", "ID"),
            InvoicedObject = UblAttachments.InvoicedObject(reading, root)?.Value,
            InvoicedObjectScheme = UblAttachments.InvoicedObject(reading, root)?.Scheme,
            BuyerAccountingReference = reading.Line(root, "BT-19", "AccountingCost"),
            PaymentTerms = reading.Text(terms, "BT-20", "Note"),
            Notes = [.. root.All("Note").Select(note => reading.Checked(note, "BT-22", mayBreak: true)).OfType<string>()],
            BusinessProcess = reading.Line(root, "BT-23", "ProfileID"),
            PrecedingInvoices = [.. root.All("BillingReference").Select(each => ReadPreceding(reading, each))],
            Period = UblPeriods.Read(reading, root, "BG-14", "BT-73", "BT-74", "BR-29"),
            Seller = UblParties.Seller(reading, root),
            Buyer = UblParties.Buyer(reading, root),
            PayeeName = UblParties.PayeeName(reading, root),
            PayeeIds = UblIdentifiers.AllOf(reading, reading.At(root, "BG-10", "PayeeParty"), "BT-60"),
            PayeeLegalId = UblIdentifiers.At(reading, root, "BT-61", "PayeeParty", "PartyLegalEntity", "CompanyID"),
            TaxRepresentative = UblParties.TaxRepresentative(reading, root),
            Delivery = UblParties.Delivery(reading, root),
            Payments = UblPayments.Read(reading, root),
            CreditorId = UblIdentifiers.CreditorId(reading, root),
            AllowanceCharges = UblAllowances.OfDocument(reading, root),
            VatBreakdown = UblTotals.VatBreakdown(reading, root),
            Totals = UblTotals.Read(reading, root),
            Attachments = UblAttachments.Read(reading, root, isCreditNote),
            Lines = UblLines.Read(reading, root, isCreditNote),
        };
    }

    /// <summary>BT-1 becomes a key and a part of file names, so it is taken exactly as it stands or not at all.</summary>
    private static string ReadNumber(UblReading reading, UblElement root)
    {
        var element = reading.At(root, "BT-1", "ID");
        var number = element?.Text ?? "";
        if (number.Length > MaxNumberLength)
            reading.Refuse("number_too_long", "BT-1", number, $"The invoice number has more than {MaxNumberLength} characters.", "Shorten it.", element!.Line);
        else if (number.EnumerateRunes().Any(rune => !FieldCharacters.IsPrintable(rune)))
            reading.Refuse("control_character", "BT-1", number, "The invoice number has a character that cannot be printed.", "Write it with printable characters.", element!.Line);
        else if (number is "." or "..")
            reading.Refuse("number_reserved", "BT-1", number, "The invoice number is a dot name of the file system.", "Use another number.", element!.Line);
        else if (number.Trim(' ') is var trimmed && trimmed.Length > 0 && trimmed != number)
            reading.Refuse("number_spaces", "BT-1", number, "The invoice number begins or ends with a space.", "Write it without.", element!.Line);
        else
            return reading.Need(number.Trim(' ').Length == 0 ? null : number, "BR-02", "BT-1", "the invoice number", element ?? root);
        return "";
    }

    private static string ReadTypeCode(UblReading reading, UblElement root, bool isCreditNote)
    {
        var name = isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode";
        var code = reading.Need(reading.Line(root, "BT-3", name), "BR-04", "BT-3", "the type code", root);
        var isCode = code.Length is 0 or (> 1 and <= 3) && code.All(char.IsAsciiDigit);
        if (!isCode)
            reading.Refuse("BR-CL-01", "BT-3", code, "The type code is no code of UNTDID 1001.", "Use for example 380 for an invoice, 381 for a credit note.", reading.LineOf("BT-3"));
        else if (code.Length > 0 && CreditNoteCodes.Contains(code) != isCreditNote)
            reading.Refuse("BR-CL-01", "BT-3", code, $"The type code does not fit a UBL {root.Name}.", "Send credit notes as CreditNote with 381, invoices as Invoice with 380.", reading.LineOf("BT-3"));
        return code;
    }

    private static PrecedingInvoice ReadPreceding(UblReading reading, UblElement billing)
    {
        var reference = reading.At(billing, "BG-3", "InvoiceDocumentReference");
        var number = reading.Need(reading.Line(reference, "BT-25", "ID"), "BR-55", "BT-25", "the number of the preceding invoice", billing);
        return new PrecedingInvoice(number, reading.Date(reference, "BT-26", "IssueDate"));
    }
}
