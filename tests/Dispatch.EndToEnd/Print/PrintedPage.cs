namespace Dispatch.EndToEnd.Print;

/// <summary>The first page of a letter as it was printed.</summary>
/// <param name="Job">The name of the print job.</param>
/// <param name="Page">Its number in the job, from 1.</param>
/// <param name="Number">The invoice's number.</param>
internal sealed record PrintedPage(string Job, int Page, string Number);
