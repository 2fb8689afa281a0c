namespace Dispatch.Storage.Catalog;

/// <summary>
/// What subscriptions and billers exist, for listing and finding. A hint beside the grains' own state, which is the truth:
/// it is written before the caller is answered, and a reader checks what it finds against the grain.
/// </summary>
public interface ICatalogStore
{
    /// <summary>Adds or replaces an entry.</summary>
    Task PutSubscriptionAsync(SubscriptionEntry entry, CancellationToken cancellationToken = default);

    /// <summary>Subscriptions whose number is <paramref name="reference"/>; if there is none, those whose contract is.</summary>
    Task<IReadOnlyList<SubscriptionEntry>> FindSubscriptionsAsync(string reference, string? biller = null, CancellationToken cancellationToken = default);

    /// <summary>Entries by biller and number, after the given ones: the next page.</summary>
    Task<IReadOnlyList<SubscriptionEntry>> ListSubscriptionsAsync(string? biller = null, string afterBiller = "", string afterNumber = "", int take = 200, CancellationToken cancellationToken = default);

    /// <summary>Adds a biller.</summary>
    Task PutBillerAsync(string biller, CancellationToken cancellationToken = default);

    /// <summary>All billers' ids, sorted.</summary>
    Task<IReadOnlyList<string>> ListBillersAsync(CancellationToken cancellationToken = default);
}
