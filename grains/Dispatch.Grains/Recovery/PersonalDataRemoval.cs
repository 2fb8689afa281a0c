using Dispatch.Abstractions;
using Dispatch.Storage.Catalog;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Recovery;

/// <summary>Removes the personal data of invoices that are older than <see cref="RetentionOptions.PersonalDataAfter"/>.</summary>
internal sealed class PersonalDataRemoval(
    IDispatchStore store, IRunStore runs, IDocumentStore documents, ICatalogStore catalog, IGrainFactory grains, IOptions<RetentionOptions> options, TimeProvider clock)
{
    /// <summary>Stands in the place of a removed recipient.</summary>
    public const string Nobody = """{"name":""}""";

    /// <summary>Documents are put shortly before their invoice is accepted, by a clock that may differ.</summary>
    private static readonly TimeSpan DocumentMargin = TimeSpan.FromDays(1);

    private static readonly IReadOnlyList<string> DetailNames = ["attachments", "findings", "notices", "merged"];

    /// <summary>Does what is to be done now.</summary>
    /// <returns>How many invoices lost their personal data, and how many documents were removed.</returns>
    public async Task<(int InvoiceCount, int DocumentCount)> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PersonalDataAfter is not { } age)
            return (0, 0);

        var now = clock.GetUtcNow();
        var before = now - age;
        var erasure = new Erasure(before, now, Nobody, DetailNames);
        await runs.EraseAsync(before, cancellationToken);
        var (count, step) = (0, new ErasureStep(0, 0, IsLast: false));
        while (!step.IsLast)
        {
            step = await store.EraseAsync(erasure, step.LastId, cancellationToken);
            count += step.ErasedCount;
        }

        var oldestNeeded = await OldestNeededAsync(before, cancellationToken);
        return (count, await documents.RemoveDocumentsAsync(oldestNeeded - DocumentMargin, await EnclosuresAsync(), cancellationToken));
    }

    /// <summary>What billers refer to, whenever it was put.</summary>
    private async Task<IReadOnlySet<ContentHash>> EnclosuresAsync()
    {
        var enclosures = new HashSet<ContentHash>();
        foreach (var id in await catalog.ListBillersAsync())
        {
            if (await grains.GetGrain<IBillerGrain>(id).GetAsync() is { } biller)
                enclosures.UnionWith(biller.Enclosures.Select(enclosure => enclosure.Document));
        }

        return enclosures;
    }

    /// <summary>An invoice with an open dispatch needs its documents, however old it is.</summary>
    private async Task<DateTimeOffset> OldestNeededAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var oldestOpen = (await store.CountUnsettledAsync(cancellationToken))
            .Where(count => count.State is DispatchState.Pending or DispatchState.Sending or DispatchState.Submitted or DispatchState.Deferred or DispatchState.Unknown or DispatchState.Held)
            .Select(count => count.OldestAt)
            .DefaultIfEmpty(before)
            .Min();
        return oldestOpen < before ? oldestOpen : before;
    }
}
