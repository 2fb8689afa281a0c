namespace Dispatch.EndToEnd.Print;

/// <summary>The first page of a letter as it was printed.</summary>
/// <param name="Job">The print job.</param>
/// <param name="Page">Its number in the job.</param>
/// <param name="Number">The invoice's number.</param>
/// <param name="PostalCode">The recipient's postcode.</param>
internal sealed record PrintedPage(string Job, int Page, string Number, string PostalCode);
