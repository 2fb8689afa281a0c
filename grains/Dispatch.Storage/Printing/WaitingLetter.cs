using Dispatch.Abstractions;

namespace Dispatch.Storage.Printing;

/// <summary>A letter that waits to be gathered, with what decides where it goes: there may be a million of them.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Version">The row's version.</param>
/// <param name="Biller">The biller's id.</param>
/// <param name="InvoiceNumber">BT-1.</param>
/// <param name="RunId">The run that its invoice belongs to; empty for an invoice of its own.</param>
/// <param name="Recipient">The frozen recipient, as JSON owned by the grains.</param>
/// <param name="Letter">What its definition asks of paper and envelope, as JSON owned by the grains.</param>
/// <param name="HomeCountry">The biller's country.</param>
/// <param name="Language">The letter's language.</param>
/// <param name="PageCount">The document's pages.</param>
/// <param name="ChangedAt">Since when it waits.</param>
public sealed record WaitingLetter(
    long Id,
    long Version,
    string Biller,
    string InvoiceNumber,
    string RunId,
    string Recipient,
    string? Letter,
    string HomeCountry,
    Language Language,
    int PageCount,
    DateTimeOffset ChangedAt);
