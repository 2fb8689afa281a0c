using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>A document that the biller puts into the envelope, as it was on the day of the invoice.</summary>
/// <param name="Id">The biller's name for it.</param>
/// <param name="Hash">Its PDF in the document store.</param>
/// <param name="Pages">How many pages it has; at least 1.</param>
internal sealed record LetterEnclosure(string Id, ContentHash Hash, int Pages);
