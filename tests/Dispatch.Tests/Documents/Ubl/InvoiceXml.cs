using System.Globalization;
using System.Text;
using Dispatch.Documents.Invoices;
using Dispatch.Documents.Ubl;

namespace Dispatch.Tests.Documents.Ubl;

/// <summary>
/// A Swiss utility invoice as UBL text that tests change by replacing pieces. Electricity 412.00 and network 90.15 at 8.1 %, water
/// 38.40 at 2.6 %: net 540.55, VAT 40.67 + 1.00, gross 582.22, rounded to 582.20, prepaid 0.
/// </summary>
internal static class InvoiceXml
{
    public const string Line1 = """
        <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="KWH">2060</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="CHF">412.00</cbc:LineExtensionAmount>
          <cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate><cbc:EndDate>2026-03-31</cbc:EndDate></cac:InvoicePeriod>
          <cac:DocumentReference><cbc:ID schemeID="MG">CH1003601234500000000000000012345</cbc:ID><cbc:DocumentTypeCode>130</cbc:DocumentTypeCode></cac:DocumentReference>
          <cac:Item><cbc:Name>Energie Hochtarif</cbc:Name>
            <cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>8.1</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory>
            <cac:AdditionalItemProperty><cbc:Name>MeterNumber</cbc:Name><cbc:Value>M-77</cbc:Value></cac:AdditionalItemProperty>
            <cac:AdditionalItemProperty><cbc:Name>previousReading</cbc:Name><cbc:Value>10300</cbc:Value></cac:AdditionalItemProperty>
            <cac:AdditionalItemProperty><cbc:Name>currentReading</cbc:Name><cbc:Value>12360</cbc:Value></cac:AdditionalItemProperty>
          </cac:Item>
          <cac:Price><cbc:PriceAmount currencyID="CHF">20.00</cbc:PriceAmount><cbc:BaseQuantity unitCode="KWH">100</cbc:BaseQuantity></cac:Price>
        </cac:InvoiceLine>
        """;

    public const string PaymentMeans = """
        <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cbc:PaymentID>210000000003139471430009017</cbc:PaymentID>
          <cac:PayeeFinancialAccount><cbc:ID>CH4431999123000889012</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
        """;

    public const string Head = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
        """;

    public const string Valid = Head + """
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ID>2026/0815</cbc:ID>
          <cbc:IssueDate>2026-04-03</cbc:IssueDate>
          <cbc:DueDate>2026-05-03</cbc:DueDate>
          <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
          <cbc:DocumentCurrencyCode>CHF</cbc:DocumentCurrencyCode>
          <cac:InvoicePeriod><cbc:StartDate>2026-01-01</cbc:StartDate><cbc:EndDate>2026-03-31</cbc:EndDate></cac:InvoicePeriod>
          <cac:AccountingSupplierParty><cac:Party>
            <cac:PostalAddress><cbc:StreetName>Werkstrasse 12</cbc:StreetName><cbc:CityName>Musterwil</cbc:CityName><cbc:PostalZone>3999</cbc:PostalZone><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyTaxScheme><cbc:CompanyID>CHE-123.456.788 MWST</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>
            <cac:PartyLegalEntity><cbc:RegistrationName>Stadtwerke Musterwil AG</cbc:RegistrationName></cac:PartyLegalEntity>
            <cac:Contact><cbc:Name>Kundendienst</cbc:Name><cbc:ElectronicMail>kunden@example.ch</cbc:ElectronicMail></cac:Contact>
          </cac:Party></cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty><cac:Party>
            <cac:PostalAddress><cbc:StreetName>Seeweg 3</cbc:StreetName><cbc:CityName>Genève</cbc:CityName><cbc:PostalZone>1200</cbc:PostalZone><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
            <cac:PartyLegalEntity><cbc:RegistrationName>Zoé Müller</cbc:RegistrationName></cac:PartyLegalEntity>
          </cac:Party></cac:AccountingCustomerParty>
        """ + PaymentMeans + """
          <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">41.67</cbc:TaxAmount>
            <cac:TaxSubtotal><cbc:TaxableAmount currencyID="CHF">502.15</cbc:TaxableAmount><cbc:TaxAmount currencyID="CHF">40.67</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>8.1</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
            <cac:TaxSubtotal><cbc:TaxableAmount currencyID="CHF">38.40</cbc:TaxableAmount><cbc:TaxAmount currencyID="CHF">1.00</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>2.6</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal>
          </cac:TaxTotal>
          <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="CHF">540.55</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="CHF">540.55</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="CHF">582.22</cbc:TaxInclusiveAmount><cbc:PrepaidAmount currencyID="CHF">0.00</cbc:PrepaidAmount><cbc:PayableRoundingAmount currencyID="CHF">-0.02</cbc:PayableRoundingAmount><cbc:PayableAmount currencyID="CHF">582.20</cbc:PayableAmount></cac:LegalMonetaryTotal>
        """ + Line1 + """
          <cac:InvoiceLine><cbc:ID>2</cbc:ID><cbc:InvoicedQuantity unitCode="MON">3</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="CHF">90.15</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Netznutzung</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>8.10</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="CHF">30.05</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
          <cac:InvoiceLine><cbc:ID>3</cbc:ID><cbc:InvoicedQuantity unitCode="MTQ">24</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="CHF">38.40</cbc:LineExtensionAmount>
            <cac:Item><cbc:Name>Wasser</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>2.6</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item>
            <cac:Price><cbc:PriceAmount currencyID="CHF">1.6</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """;

    /// <summary>The valid invoice with pieces replaced; a piece that is not there fails the test.</summary>
    public static string With(params (string Piece, string Replacement)[] changes)
    {
        var xml = Valid;
        foreach (var (piece, replacement) in changes)
        {
            Assert.Contains(piece, xml, StringComparison.Ordinal);
            xml = xml.Replace(piece, replacement, StringComparison.Ordinal);
        }
        return xml;
    }

    /// <summary>The valid invoice with another amount due, balanced by the prepaid amount.</summary>
    public static string WithPayable(decimal payable) => With(
        (">0.00</cbc:PrepaidAmount>", string.Create(CultureInfo.InvariantCulture, $">{582.20m - payable}</cbc:PrepaidAmount>")),
        (">582.20</cbc:PayableAmount>", string.Create(CultureInfo.InvariantCulture, $">{payable}</cbc:PayableAmount>")));

    public static InvoiceReadResult Read(string xml, LineNetRule lineNets = LineNetRule.Find) =>
        UblInvoiceReader.Read(Encoding.UTF8.GetBytes(xml), new InvoiceReadOptions { LineNets = lineNets });

    /// <summary>Reads what must be accepted.</summary>
    public static Invoice Accepted(string xml)
    {
        var result = Read(xml);
        Assert.Empty(result.Errors);
        return result.Invoice!;
    }
}
