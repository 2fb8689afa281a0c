using System.Globalization;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.CrashHost;

/// <summary>A biller, a subscription that gets an e-mail and a letter, and its invoices.</summary>
internal static class Month
{
    public static Biller Biller { get; } = new()
    {
        Id = "werke",
        Name = "Wasserwerk Beispielen",
        Address = new PartyAddress { Street = "Dorfplatz", BuildingNumber = "1", PostalCode = "8000", City = "Beispielen", Country = "CH" },
        Email = new BillerEmail("rechnung@werke.example"),
    };

    public static Subscription Subscription { get; } = new()
    {
        Number = "S-1",
        Biller = "werke",
        Contract = "V-1",
        Language = Language.De,
        ContractingParty = new Party
        {
            Name = "Erika Beispiel",
            Address = new PartyAddress { Street = "Seeweg", BuildingNumber = "2", PostalCode = "8001", City = "Beispielen", Country = "CH" },
            CommunicationLocations = [new CommunicationLocation { Kind = LocationKind.Email, Usage = LocationUsage.Private, Value = "erika@kunden.example" }],
        },
        Definitions =
        [
            new DispatchDefinition { Id = "mail", Domain = DispatchDomain.Invoice, Kind = DispatchKind.Email, Recipient = new DefinitionRecipient { Role = PartyRole.ContractingParty } },
            new DispatchDefinition { Id = "letter", Domain = DispatchDomain.Invoice, Kind = DispatchKind.Post, Recipient = new DefinitionRecipient { Role = PartyRole.ContractingParty } },
        ],
    };

    public static byte[] Invoice(int number) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"""
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ID>R-{number}</cbc:ID>
          <cbc:IssueDate>2026-10-31</cbc:IssueDate>
          <cbc:DueDate>2026-11-30</cbc:DueDate>
          <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
          <cbc:DocumentCurrencyCode>CHF</cbc:DocumentCurrencyCode>
          <cac:ContractDocumentReference><cbc:ID>S-1</cbc:ID></cac:ContractDocumentReference>
          <cac:AccountingSupplierParty><cac:Party><cac:PostalAddress><cbc:StreetName>Dorfplatz 1</cbc:StreetName><cbc:CityName>Beispielen</cbc:CityName><cbc:PostalZone>8000</cbc:PostalZone><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>CHE-123.456.788 MWST</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>Wasserwerk Beispielen</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingSupplierParty>
          <cac:AccountingCustomerParty><cac:Party><cac:PostalAddress><cbc:StreetName>Seeweg 2</cbc:StreetName><cbc:CityName>Beispielen</cbc:CityName><cbc:PostalZone>8001</cbc:PostalZone><cac:Country><cbc:IdentificationCode>CH</cbc:IdentificationCode></cac:Country></cac:PostalAddress><cac:PartyLegalEntity><cbc:RegistrationName>Erika Beispiel</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>
          <cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>CH9300762011623852957</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
          <cac:TaxTotal><cbc:TaxAmount currencyID="CHF">2.60</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxableAmount currencyID="CHF">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="CHF">2.60</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>2.6</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
          <cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="CHF">100.00</cbc:LineExtensionAmount><cbc:TaxExclusiveAmount currencyID="CHF">100.00</cbc:TaxExclusiveAmount><cbc:TaxInclusiveAmount currencyID="CHF">102.60</cbc:TaxInclusiveAmount><cbc:PayableAmount currencyID="CHF">102.60</cbc:PayableAmount></cac:LegalMonetaryTotal>
          <cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="MTQ">50</cbc:InvoicedQuantity><cbc:LineExtensionAmount currencyID="CHF">100.00</cbc:LineExtensionAmount><cac:Item><cbc:Name>Wasser</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>2.6</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:ClassifiedTaxCategory></cac:Item><cac:Price><cbc:PriceAmount currencyID="CHF">2.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine>
        </Invoice>
        """));
}
