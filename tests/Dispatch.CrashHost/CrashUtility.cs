using System.Globalization;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.CrashHost;

/// <summary>A biller with four subscriptions: e-mail, post, both, and e-mail to an address that the relay refuses with post as fallback.</summary>
public static class CrashUtility
{
    /// <summary>The recipient whom the test's relay refuses.</summary>
    public const string RefusedRecipient = "refused@customers.example";

    /// <summary>The biller.</summary>
    public static Biller Biller { get; } = new()
    {
        Id = "werke",
        Name = "Stadtwerke Musterwil",
        Address = new PartyAddress { Street = "Werkstrasse", BuildingNumber = "12", PostalCode = "3999", City = "Musterwil", Country = "CH" },
        Email = new BillerEmail("rechnung@werke.example"),
        Language = Language.De,
    };

    /// <summary>The subscriptions.</summary>
    internal static IReadOnlyList<Subscription> Subscriptions { get; } =
    [
        Of("S0", "email@customers.example", Definition("d1", DispatchKind.Email)),
        Of("S1", "unused@customers.example", Definition("d1", DispatchKind.Post)),
        Of("S2", "both@customers.example", Definition("d1", DispatchKind.Email), Definition("d2", DispatchKind.Post)),
        Of("S3", RefusedRecipient, Definition("d1", DispatchKind.Email) with { Fallback = "d2" }, Definition("d2", DispatchKind.Post)),
    ];

    /// <summary>The request to finalize the invoice with a number such as <c>R1-07</c>; the number decides its subscription.</summary>
    internal static FinalizeInvoiceRequest RequestOf(string number)
    {
        var sequence = int.Parse(number[(number.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
        var subscription = Subscriptions[sequence % Subscriptions.Count];
        return new FinalizeInvoiceRequest { Source = Encoding.UTF8.GetBytes(Ubl(number)), Subscription = subscription.Number, RequestedBy = "crash test" };
    }

    /// <summary>A subscription with definitions.</summary>
    public static Subscription Of(string number, string email, params DispatchDefinition[] definitions) => new()
    {
        Number = number,
        Biller = Biller.Id,
        ContractingParty = new Party
        {
            Name = "Zoé Müller",
            Address = new PartyAddress { Street = "Seeweg", BuildingNumber = "3", PostalCode = "1200", City = "Genève", Country = "CH" },
            CommunicationLocations = [new CommunicationLocation { Kind = LocationKind.Email, Usage = LocationUsage.Private, Value = email }],
        },
        Definitions = definitions,
    };

    /// <summary>A definition for the contracting party.</summary>
    public static DispatchDefinition Definition(string id, DispatchKind kind) => new()
    {
        Id = id,
        Domain = DispatchDomain.Invoice,
        Kind = kind,
        Recipient = new DefinitionRecipient { Role = PartyRole.ContractingParty },
    };

    /// <summary>A small invoice.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="contract">The subscription's number, where the file names it.</param>
    public static string Ubl(string number, string? contract = null) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
          <cbc:ID>{number}</cbc:ID>
          <cbc:IssueDate>2026-10-31</cbc:IssueDate>
          <cbc:DueDate>2026-11-30</cbc:DueDate>
          <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>
          <cbc:DocumentCurrencyCode>CHF</cbc:DocumentCurrencyCode>
          {(contract is null ? "" : $"<cac:ContractDocumentReference><cbc:ID>{contract}</cbc:ID></cac:ContractDocumentReference>")}
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
        """;
}
