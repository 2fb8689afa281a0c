using System.Globalization;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Benchmarks.Engines.Own;

/// <summary>A biller, its subscriptions with one e-mail and one letter each, and their invoices: UBL of one line, with a ready PDF of one page.</summary>
internal static class SampleInvoice
{
    public static Biller Biller { get; } = new()
    {
        Id = "utility",
        Name = "Stadtwerke Musterwil",
        Address = new PartyAddress { Street = "Werkstrasse", BuildingNumber = "12", PostalCode = "3999", City = "Musterwil", Country = "CH" },
        Email = new BillerEmail("rechnung@werke.example"),
        Language = Language.De,
    };

    /// <summary>A PDF of one empty page.</summary>
    public static byte[] Pdf { get; } = MakePdf();

    public static ContentHash PdfHash { get; } = ContentHash.Of(Pdf);

    public static Subscription Subscription(string number) => new()
    {
        Number = number,
        Biller = Biller.Id,
        ContractingParty = new Party
        {
            Name = "Zoé Müller",
            Address = new PartyAddress { Street = "Seeweg", BuildingNumber = "3", PostalCode = "1200", City = "Genève", Country = "CH" },
            CommunicationLocations = [new CommunicationLocation { Kind = LocationKind.Email, Usage = LocationUsage.Private, Value = "zoe@customers.example" }],
        },
        Definitions = [Definition(Batch.FirstDefinition, DispatchKind.Email), Definition(Batch.SecondDefinition, DispatchKind.Post)],
    };

    public static byte[] Ubl(string number) => Encoding.UTF8.GetBytes($"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ID>{number}</cbc:ID>
          <cbc:IssueDate>2026-10-31</cbc:IssueDate>
          <cbc:DueDate>2026-11-30</cbc:DueDate>
          <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
          <cbc:DocumentCurrencyCode>CHF</cbc:DocumentCurrencyCode>
          <cac:AccountingSupplierParty><cac:Party>
            <cac:PostalAddress><cbc:StreetName>Werkstrasse 12</cbc:StreetName><cbc:CityName>Musterwil</cbc:CityName><cbc:PostalZone>3999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyTaxScheme><cbc:CompanyID>CHE-123.456.788 MWST</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>Stadtwerke Musterwil</cbc:RegistrationName></cac:PartyLegalEntity>
          </cac:Party></cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty><cac:Party>
            <cac:PostalAddress><cbc:StreetName>Seeweg 3</cbc:StreetName><cbc:CityName>Genève</cbc:CityName><cbc:PostalZone>1200</cbc:PostalZone><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyLegalEntity><cbc:RegistrationName>Zoé Müller</cbc:RegistrationName></cac:PartyLegalEntity>
          </cac:Party></cac:AccountingCustomerParty>
          <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">8.10</cbc:TaxAmount>
            <cac:TaxSubtotal><cbc:TaxableAmount currencyID="CHF">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="CHF">8.10</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>8.1</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
          </cac:TaxTotal>
          <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="CHF">100.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="CHF">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="CHF">108.10</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="CHF">108.10</cbc:PayableAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="MON">1</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="CHF">100.00</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Grundpreis</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>8.1</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="CHF">100.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """);

    private static DispatchDefinition Definition(string id, DispatchKind kind) => new()
    {
        Id = id,
        Domain = DispatchDomain.Invoice,
        Kind = kind,
        Recipient = new DefinitionRecipient { Role = PartyRole.ContractingParty },
    };

    private static byte[] MakePdf()
    {
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
