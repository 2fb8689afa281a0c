using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.FacturX;

/// <summary>Writes parties and addresses.</summary>
internal static class CiiParties
{
    private const string VatRegistration = "VA";
    private const string TaxRegistration = "FC";

    /// <summary>The seller (BG-4), who may have several identifiers.</summary>
    public static void WriteSeller(CiiXml xml, InvoiceParty party) => WriteParty(xml, "SellerTradeParty", party, party.Ids);

    /// <summary>The buyer (BG-7), who has one identifier.</summary>
    public static void WriteBuyer(CiiXml xml, InvoiceParty party) => WriteParty(xml, "BuyerTradeParty", party, [.. party.Ids.Take(1)]);

    private static void WriteParty(CiiXml xml, string name, InvoiceParty party, IReadOnlyList<InvoiceIdentifier> ids) => xml.Group(name, () =>
    {
        WriteIds(xml, ids);
        xml.Value("Name", party.Name);
        xml.Value("Description", party.LegalInformation);
        xml.GroupIf(party.LegalId is not null || party.TradingName is not null, "SpecifiedLegalOrganization", () =>
        {
            xml.Value("ID", party.LegalId, ("schemeID", party.LegalIdScheme));
            xml.Value("TradingBusinessName", party.TradingName);
        });
        xml.GroupIf(party.ContactName is not null || party.ContactTelephone is not null || party.ContactEmail is not null, "DefinedTradeContact", () =>
        {
            xml.Value("PersonName", party.ContactName);
            xml.Wrapped("TelephoneUniversalCommunication", "CompleteNumber", party.ContactTelephone);
            xml.Wrapped("EmailURIUniversalCommunication", "URIID", party.ContactEmail);
        });
        WriteAddress(xml, party.Address);
        xml.GroupIf(party.ElectronicAddress is not null, "URIUniversalCommunication", () =>
            xml.Value("URIID", party.ElectronicAddress!.Value, ("schemeID", party.ElectronicAddress.Scheme)));
        WriteRegistration(xml, party.VatId, VatRegistration);
        WriteRegistration(xml, party.TaxId, TaxRegistration);
    });

    /// <summary>The payee (BG-10), if it is somebody else than the seller: by name and register (BR-17 of CII).</summary>
    public static void WritePayee(CiiXml xml, Invoice invoice) => xml.GroupIf(invoice.PayeeName is not null && invoice.PayeeName != invoice.Seller.Name, "PayeeTradeParty", () =>
    {
        WriteIds(xml, [.. invoice.PayeeIds.Take(1)]);
        xml.Value("Name", invoice.PayeeName);
        xml.GroupIf(invoice.PayeeLegalId is not null && invoice.PayeeLegalId.Value != invoice.Seller.LegalId, "SpecifiedLegalOrganization", () =>
            xml.Value("ID", invoice.PayeeLegalId!.Value, ("schemeID", invoice.PayeeLegalId.Scheme)));
    });

    /// <summary>The tax representative (BG-11).</summary>
    public static void WriteRepresentative(CiiXml xml, TaxRepresentative? representative) => xml.GroupIf(representative is not null, "SellerTaxRepresentativeTradeParty", () =>
    {
        xml.Value("Name", representative!.Name);
        WriteAddress(xml, representative.Address);
        WriteRegistration(xml, representative.VatId, VatRegistration);
    });

    /// <summary>Identifiers of a list first by their own name: CII tells those with a scheme apart.</summary>
    public static void WriteIds(CiiXml xml, IReadOnlyList<InvoiceIdentifier> ids)
    {
        foreach (var id in ids.Where(id => id.Scheme is null))
            xml.Value("ID", id.Value);
        foreach (var id in ids.Where(id => id.Scheme is not null))
            xml.Value("GlobalID", id.Value, ("schemeID", id.Scheme));
    }

    /// <summary>An address; a house number that the file gives apart belongs to the street.</summary>
    public static void WriteAddress(CiiXml xml, PostalAddress address) => xml.Group("PostalTradeAddress", () =>
    {
        xml.Value("PostcodeCode", address.PostalCode);
        xml.Value("LineOne", address.BuildingNumber is null ? address.Street : $"{address.Street} {address.BuildingNumber}".TrimStart());
        xml.Value("LineTwo", address.AdditionalStreet);
        xml.Value("LineThree", address.AddressLine);
        xml.Value("CityName", address.City);
        xml.Value("CountryID", address.Country);
        xml.Value("CountrySubDivisionName", address.Subdivision);
    });

    private static void WriteRegistration(CiiXml xml, string? id, string scheme) =>
        xml.GroupIf(id is not null, "SpecifiedTaxRegistration", () => xml.Value("ID", id, ("schemeID", scheme)));
}
