using System.Xml.Linq;
using static Dispatch.Cli.Demo.UblNames;

namespace Dispatch.Cli.Demo;

/// <summary>Writes seller, buyer and place of delivery.</summary>
internal static class UblParties
{
    /// <summary>BG-4.</summary>
    public static XElement Seller(SampleBiller biller) => Group("AccountingSupplierParty", Group("Party",
        Address("PostalAddress", biller.Address),
        Group("PartyTaxScheme", Value("CompanyID", biller.VatId), Group("TaxScheme", Value("ID", "VAT"))),
        Group("PartyLegalEntity", Value("RegistrationName", biller.Name), Value("CompanyID", biller.VatId[..15])),
        Group("Contact",
            Value("Name", "Kundendienst"),
            Value("Telephone", "+41 99 999 00 00"),
            Value("ElectronicMail", biller.Email.ReplyTo))));

    /// <summary>BG-7.</summary>
    public static XElement Buyer(SampleParty party) => Group("AccountingCustomerParty", Group("Party",
        Address("PostalAddress", party.Address),
        Group("PartyLegalEntity", Value("RegistrationName", party.Name))));

    /// <summary>BG-13: the supplied object, which is in Switzerland even if its owner is not.</summary>
    public static XElement Delivery(SampleSubscription subscription)
    {
        var supplied = new[] { subscription.ContractingParty, subscription.DistributionAddress }
            .OfType<SampleParty>()
            .First(party => party.Address.Country == "CH");
        return Group("Delivery", Group("DeliveryLocation", Address("Address", supplied.Address)));
    }

    private static XElement Address(string name, SampleAddress address) => Group(name,
        Value("StreetName", $"{address.Street} {address.BuildingNumber}"),
        Value("CityName", address.City),
        Value("PostalZone", address.PostalCode),
        Group("Country", Value("IdentificationCode", address.Country)));
}
