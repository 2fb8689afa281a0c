namespace Dispatch.Channels.Print;

/// <summary>One envelope of a print batch, for the index that goes with it.</summary>
/// <param name="Number">Its number in the batch, as its barcode has it.</param>
/// <param name="FirstPage">Its first page in the PDF, from 1.</param>
/// <param name="PageCount">Its pages, blank backs among them.</param>
/// <param name="SheetCount">Its sheets of paper.</param>
/// <param name="AddressLines">The lines of the postal address, name first.</param>
/// <param name="PostalCode">The postcode.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Letters">The letters in it.</param>
public sealed record BatchShipmentEnvelope(
    int Number,
    int FirstPage,
    int PageCount,
    int SheetCount,
    IReadOnlyList<string> AddressLines,
    string PostalCode,
    string Country,
    IReadOnlyList<BatchShipmentLetter> Letters);
