namespace Dispatch.Documents.Batches;

/// <summary>One letter of a run, as the planner needs it. Nothing of it is opened or drawn.</summary>
public sealed record LetterItem
{
    /// <summary>The letter's number in the database; decides where everything else is equal, and must differ between letters.</summary>
    public required long Id { get; init; }

    /// <summary>Who issues it; letters of two billers never share an envelope.</summary>
    public required string Biller { get; init; }

    /// <summary>Where it goes: ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }

    /// <summary>Where it is posted: ISO 3166-1 alpha-2. Letters to this country come first.</summary>
    public required string HomeCountry { get; init; }

    /// <summary>Empty if unknown; sorted as text.</summary>
    public required string PostalCode { get; init; }

    /// <summary>Empty if unknown.</summary>
    public required string City { get; init; }

    /// <summary>With or without the house number; empty if unknown.</summary>
    public required string Street { get; init; }

    /// <summary>The house number, if it does not stand in <see cref="Street"/>.</summary>
    public required string BuildingNumber { get; init; }

    /// <summary>Sorts the letters of one house.</summary>
    public required string RecipientName { get; init; }

    /// <summary>What stands in the envelope's window; letters share an envelope only if it is the same to the letter.</summary>
    public required IReadOnlyList<string> AddressLines { get; init; }

    /// <summary>Sorts the letters of one recipient.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>Pages of the document, without enclosures; at least 1.</summary>
    public required int PageCount { get; init; }

    /// <summary><c>A</c>, <c>B</c> or <c>registered</c>; none is the printer's usual postage.</summary>
    public string? Postage { get; init; }

    /// <summary>What is put in with it, in this order.</summary>
    public IReadOnlyList<EnclosureItem> Enclosures { get; init; } = [];

    /// <summary>Whether other letters to the same address may be put into its envelope.</summary>
    public bool MayShareEnvelope { get; init; }
}
