namespace Dispatch.Storage.Dispatches;

/// <summary>Which invoices to list.</summary>
/// <param name="Biller">Only this biller's.</param>
/// <param name="Subscription">Only this subscription's.</param>
/// <param name="RunId">Only this run's.</param>
/// <param name="AfterId">Only rows with a greater id: the next page.</param>
/// <param name="Take">At most this many, 1 to 1000.</param>
public sealed record InvoiceFilter(string? Biller = null, string? Subscription = null, string? RunId = null, long AfterId = 0, int Take = 200);
