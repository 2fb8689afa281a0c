using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>Reads identifiers with their schemes.</summary>
internal static class UblIdentifiers
{
    private const string Scheme = "schemeID";

    /// <summary>The scheme under which UBL keeps the creditor identifier (BT-90) among the identifiers of seller and payee.</summary>
    private const string CreditorScheme = "SEPA";

    /// <summary>The one identifier at the end of a path.</summary>
    public static InvoiceIdentifier? At(UblReading reading, UblElement? parent, string field, params ReadOnlySpan<string> path) =>
        Read(reading, reading.At(parent, field, path), field);

    /// <summary>The scheme of the identifier at the end of a path.</summary>
    public static string? SchemeAt(UblReading reading, UblElement? parent, string field, params ReadOnlySpan<string> path) =>
        reading.Attribute(reading.At(parent, field, path), field, Scheme);

    /// <summary>The identifiers of a party, in order (BT-29, BT-46, BT-60).</summary>
    public static IReadOnlyList<InvoiceIdentifier> AllOf(UblReading reading, UblElement? party, string field) =>
        [.. Elements(reading, party, field).Where(id => !IsCreditorId(id)).Select(id => Read(reading, id, field)).OfType<InvoiceIdentifier>()];

    /// <summary>BT-90, which UBL keeps with the payee or else with the seller.</summary>
    public static string? CreditorId(UblReading reading, UblElement root)
    {
        UblElement?[] parties = [reading.At(root, "BG-10", "PayeeParty"), reading.At(root, "BG-4", "AccountingSupplierParty", "Party")];
        return parties.SelectMany(party => Elements(reading, party, "BT-90")).Where(IsCreditorId).Select(id => reading.Checked(id, "BT-90", mayBreak: false)).FirstOrDefault();
    }

    private static IEnumerable<UblElement> Elements(UblReading reading, UblElement? party, string field) =>
        (party?.All("PartyIdentification") ?? []).Select(each => reading.At(each, field, "ID")).OfType<UblElement>();

    private static bool IsCreditorId(UblElement id) => id.Attribute(Scheme) == CreditorScheme;

    private static InvoiceIdentifier? Read(UblReading reading, UblElement? element, string field) =>
        reading.Checked(element, field, mayBreak: false) is { } value ? new InvoiceIdentifier(value, reading.Attribute(element, field, Scheme)) : null;
}
