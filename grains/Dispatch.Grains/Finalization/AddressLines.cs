using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>A postal address as the lines of an envelope's window.</summary>
internal static class AddressLines
{
    private static readonly Dictionary<string, string[]> Countries = new(StringComparer.Ordinal)
    {
        ["CH"] = ["SCHWEIZ", "SUISSE", "SVIZZERA", "SWITZERLAND"],
        ["LI"] = ["LIECHTENSTEIN", "LIECHTENSTEIN", "LIECHTENSTEIN", "LIECHTENSTEIN"],
        ["DE"] = ["DEUTSCHLAND", "ALLEMAGNE", "GERMANIA", "GERMANY"],
        ["AT"] = ["ÖSTERREICH", "AUTRICHE", "AUSTRIA", "AUSTRIA"],
        ["FR"] = ["FRANKREICH", "FRANCE", "FRANCIA", "FRANCE"],
        ["IT"] = ["ITALIEN", "ITALIE", "ITALIA", "ITALY"],
        ["GB"] = ["GROSSBRITANNIEN", "ROYAUME-UNI", "REGNO UNITO", "UNITED KINGDOM"],
        ["ES"] = ["SPANIEN", "ESPAGNE", "SPAGNA", "SPAIN"],
        ["PT"] = ["PORTUGAL", "PORTUGAL", "PORTOGALLO", "PORTUGAL"],
        ["NL"] = ["NIEDERLANDE", "PAYS-BAS", "PAESI BASSI", "NETHERLANDS"],
        ["BE"] = ["BELGIEN", "BELGIQUE", "BELGIO", "BELGIUM"],
        ["LU"] = ["LUXEMBURG", "LUXEMBOURG", "LUSSEMBURGO", "LUXEMBOURG"],
        ["US"] = ["USA", "ÉTATS-UNIS", "STATI UNITI", "USA"],
    };

    /// <summary>Name, street, postcode and town; abroad the country in capitals, in the language of the sending country's post.</summary>
    /// <param name="name">The recipient's name.</param>
    /// <param name="address">Its address; none gives the name alone.</param>
    /// <param name="homeCountry">The biller's country: no country line inland.</param>
    /// <param name="language">The language of the country line.</param>
    public static IReadOnlyList<string> Of(string name, PartyAddress? address, string homeCountry, Language language)
    {
        var lines = new List<string> { name };
        if (address is null)
            return lines;

        var street = string.Join(' ', new[] { address.Street, address.BuildingNumber }.Where(part => !string.IsNullOrWhiteSpace(part)));
        if (street.Length > 0)
            lines.Add(street);
        lines.Add($"{address.PostalCode} {address.City}");
        if (!string.Equals(address.Country, homeCountry, StringComparison.OrdinalIgnoreCase))
            lines.Add(Countries.TryGetValue(address.Country.ToUpperInvariant(), out var names) ? names[(int)language] : address.Country.ToUpperInvariant());
        return lines;
    }
}
