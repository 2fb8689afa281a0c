namespace Dispatch.Abstractions;

/// <summary>Which invoices to list, and from where on.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.invoice-query.v1")]
public sealed record InvoiceQuery
{
    /// <summary>Only this biller's.</summary>
    [Id(0)] public string? Biller { get; init; }

    /// <summary>Only this subscription's.</summary>
    [Id(1)] public string? Subscription { get; init; }

    /// <summary>Only this run's.</summary>
    [Id(2)] public string? Run { get; init; }

    /// <summary>The <see cref="Page{T}.Next"/> of the page before; 0 for the first.</summary>
    [Id(3)] public long After { get; init; }
}
