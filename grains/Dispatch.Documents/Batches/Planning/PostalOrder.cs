namespace Dispatch.Documents.Batches.Planning;

/// <summary>
/// The order in which the post wants letters: inland first, then country, postcode, town, street, house number; below that recipient
/// and invoice number, so that one recipient's letters lie together. The same on every machine and in every culture.
/// </summary>
internal sealed class PostalOrder : IComparer<LetterItem>
{
    private PostalOrder() { }

    public static PostalOrder Instance { get; } = new();

    public int Compare(LetterItem? x, LetterItem? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var result = IsAbroad(x).CompareTo(IsAbroad(y));
        if (result == 0)
            result = Text(x.Country, y.Country);
        if (result == 0)
            result = Text(x.PostalCode, y.PostalCode);
        if (result == 0)
            result = Text(x.City, y.City);
        // A street may have its house number in it.
        if (result == 0)
            result = NumberedText.Compare(x.Street, y.Street);
        if (result == 0)
            result = NumberedText.Compare(x.BuildingNumber, y.BuildingNumber);
        if (result == 0)
            result = Text(x.RecipientName, y.RecipientName);
        if (result == 0)
            result = Text(x.InvoiceNumber, y.InvoiceNumber);
        return result != 0 ? result : x.Id.CompareTo(y.Id);
    }

    private static bool IsAbroad(LetterItem letter) => !string.Equals(letter.Country, letter.HomeCountry, StringComparison.OrdinalIgnoreCase);

    private static int Text(string x, string y) => string.Compare(x, y, StringComparison.OrdinalIgnoreCase);
}
