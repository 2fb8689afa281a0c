using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads seller, buyer, payee, tax representative and delivery (BG-4, BG-7, BG-10, BG-11, BG-13).</summary>
internal static class UblParties
{
    private sealed record AddressFields(string Street, string Additional, string Line, string City, string PostalCode, string Subdivision, string Country);

    private static readonly AddressFields SellerFields = new("BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40");
    private static readonly AddressFields BuyerFields = new("BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55");
    private static readonly AddressFields RepresentativeFields = new("BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69");
    private static readonly AddressFields DeliveryFields = new("BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80");

    public static InvoiceParty Seller(UblReading reading, UblElement root)
    {
        var party = reading.At(root, "BG-4", "AccountingSupplierParty", "Party");
        return new InvoiceParty
        {
            Name = reading.Need(reading.Line(party, "BT-27", "PartyLegalEntity", "RegistrationName"), "BR-06", "BT-27", "the seller's name", party),
            TradingName = reading.Line(party, "BT-28", "PartyName", "Name"),
            Ids = UblIdentifiers.AllOf(reading, party, "BT-29"),
            LegalId = reading.Line(party, "BT-30", "PartyLegalEntity", "CompanyID"),
            LegalIdScheme = UblIdentifiers.SchemeAt(reading, party, "BT-30", "PartyLegalEntity", "CompanyID"),
            VatId = TaxScheme(reading, party, "BT-31", isVat: true),
            TaxId = TaxScheme(reading, party, "BT-32", isVat: false),
            LegalInformation = reading.Text(party, "BT-33", "PartyLegalEntity", "CompanyLegalForm"),
            ElectronicAddress = UblIdentifiers.At(reading, party, "BT-34", "EndpointID"),
            Address = RequiredAddress(reading, party, SellerFields, "BG-5", "BR-08", "BR-09", "the seller"),
            ContactName = reading.Line(party, "BT-41", "Contact", "Name"),
            ContactTelephone = reading.Line(party, "BT-42", "Contact", "Telephone"),
            ContactEmail = reading.Line(party, "BT-43", "Contact", "ElectronicMail"),
        };
    }

    public static InvoiceParty Buyer(UblReading reading, UblElement root)
    {
        var party = reading.At(root, "BG-7", "AccountingCustomerParty", "Party");
        return new InvoiceParty
        {
            Name = reading.Need(reading.Line(party, "BT-44", "PartyLegalEntity", "RegistrationName"), "BR-07", "BT-44", "the buyer's name", party),
            TradingName = reading.Line(party, "BT-45", "PartyName", "Name"),
            Ids = UblIdentifiers.AllOf(reading, party, "BT-46"),
            LegalId = reading.Line(party, "BT-47", "PartyLegalEntity", "CompanyID"),
            LegalIdScheme = UblIdentifiers.SchemeAt(reading, party, "BT-47", "PartyLegalEntity", "CompanyID"),
            VatId = TaxScheme(reading, party, "BT-48", isVat: true),
            ElectronicAddress = UblIdentifiers.At(reading, party, "BT-49", "EndpointID"),
            Address = RequiredAddress(reading, party, BuyerFields, "BG-8", "BR-10", "BR-11", "the buyer"),
            ContactName = reading.Line(party, "BT-56", "Contact", "Name"),
            ContactTelephone = reading.Line(party, "BT-57", "Contact", "Telephone"),
            ContactEmail = reading.Line(party, "BT-58", "Contact", "ElectronicMail"),
        };
    }

    public static string? PayeeName(UblReading reading, UblElement root) => reading.At(root, "BG-10", "PayeeParty") is { } payee
        ? reading.Need(reading.Line(payee, "BT-59", "PartyName", "Name"), "BR-17", "BT-59", "the payee's name", payee)
        : null;

    public static TaxRepresentative? TaxRepresentative(UblReading reading, UblElement root) => reading.At(root, "BG-11", "TaxRepresentativeParty") is { } party
        ? new TaxRepresentative(
            reading.Need(reading.Line(party, "BT-62", "PartyName", "Name"), "BR-18", "BT-62", "the name of the tax representative", party),
            reading.Need(TaxScheme(reading, party, "BT-63", isVat: true), "BR-56", "BT-63", "the VAT id of the tax representative", party),
            RequiredAddress(reading, party, RepresentativeFields, "BG-12", "BR-19", "BR-20", "the tax representative"))
        : null;

    public static Delivery? Delivery(UblReading reading, UblElement root)
    {
        if (reading.At(root, "BG-13", "Delivery") is not { } delivery)
            return null;

        var address = reading.At(delivery, "BG-15", "DeliveryLocation", "Address");
        var place = address is null ? null : Address(reading, address, DeliveryFields);
        if (place?.Country.Length == 0)
            reading.Missing("BR-57", "BT-80", "the country of the deliver to address", address);
        return new Delivery(reading.Line(delivery, "BT-70", "DeliveryParty", "PartyName", "Name"), reading.Date(delivery, "BT-72", "ActualDeliveryDate"), place)
        {
            LocationId = UblIdentifiers.At(reading, delivery, "BT-71", "DeliveryLocation", "ID"),
        };
    }

    private static PostalAddress RequiredAddress(UblReading reading, UblElement? party, AddressFields fields, string group, string missing, string noCountry, string whose)
    {
        if (reading.At(party, group, "PostalAddress") is not { } element)
        {
            reading.Missing(missing, group, $"the postal address of {whose}", party);
            return new PostalAddress();
        }

        var address = Address(reading, element, fields);
        if (address.Country.Length == 0)
            reading.Missing(noCountry, fields.Country, $"the country of {whose}", element);
        return address;
    }

    private static PostalAddress Address(UblReading reading, UblElement address, AddressFields fields) => new()
    {
        Street = reading.Line(address, fields.Street, "StreetName"),
        BuildingNumber = reading.Line(address, fields.Street, "BuildingNumber"),
        AdditionalStreet = reading.Line(address, fields.Additional, "AdditionalStreetName"),
        AddressLine = reading.Line(address, fields.Line, "AddressLine", "Line"),
        City = reading.Line(address, fields.City, "CityName"),
        PostalCode = reading.Line(address, fields.PostalCode, "PostalZone"),
        Subdivision = reading.Line(address, fields.Subdivision, "CountrySubentity"),
        Country = UblCodes.Country(reading, address, fields.Country),
    };

    /// <summary>The VAT scheme gives the VAT id; any other scheme gives the seller's other registration (BT-32).</summary>
    private static string? TaxScheme(UblReading reading, UblElement? party, string field, bool isVat)
    {
        string? first = null;
        foreach (var scheme in party?.All("PartyTaxScheme") ?? [])
        {
            if (string.Equals(reading.Line(scheme, field, "TaxScheme", "ID"), "VAT", StringComparison.OrdinalIgnoreCase) != isVat || reading.Line(scheme, field, "CompanyID") is not { } id)
                continue;
            if (first is not null)
                reading.Refuse("duplicate_element", field, id, "There is more than one such tax registration.", "Keep one.", scheme.Line);
            first ??= id;
        }
        return first;
    }
}
