using Dispatch.Abstractions;
using Dispatch.Storage.Documents;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Runs;

/// <summary>
/// Takes the next inputs by their state, so that a step that was lost is done again and one that was done is not: whoever dies in between, the
/// accepting write of each invoice knows.
/// </summary>
internal sealed class RunWorkerGrain(IRunStore store, IDocumentStore documents) : Grain, IRunWorkerGrain
{
    private const int BatchCount = 100;
    private const long MaxBatchBytes = 8 * 1024 * 1024;

    /// <inheritdoc/>
    public Task<RunStep> CheckAsync(RunWork work) => StepAsync(
        work, RunItemState.Staged, async (grain, requests) => await grain.CheckManyAsync(requests), RunItemResults.OfCheck, answer => answer.Unavailable?.RetryAfter);

    /// <inheritdoc/>
    public Task<RunStep> FinalizeAsync(RunWork work) => StepAsync(
        work,
        RunItemState.Valid,
        async (grain, requests) => await grain.FinalizeManyAsync(requests),
        (item, answer) => RunItemResults.OfFinalization(item, answer, work.Run),
        answer => (answer as FinalizeAnswer.Unavailable)?.RetryAfter);

    private async Task<RunStep> StepAsync<T>(
        RunWork work,
        RunItemState state,
        Func<IFinalizationGrain, IReadOnlyList<FinalizeInvoiceRequest>, Task<IReadOnlyList<T>>> call,
        Func<RunItem, T, RunItem?> resultOf,
        Func<T, TimeSpan?> retryAfterOf)
    {
        var items = Bounded(await store.ListItemsAsync(work.Number, state, work.Worker, after: -1, BatchCount));
        if (items.Count == 0)
            return new RunStep(IsEmpty: true, RetryAfter: null);

        var requests = await Task.WhenAll(items.Select(item => RequestOfAsync(work, item)));
        var results = new List<RunItem>(items.Count);
        results.AddRange(items.Where((_, i) => requests[i] is null).Select(RunItemResults.Missing));
        var asked = items.Where((_, i) => requests[i] is not null).ToList();
        TimeSpan? retryAfter = null;
        if (asked.Count > 0)
        {
            var answers = await call(GrainFactory.GetGrain<IFinalizationGrain>(0), [.. requests.OfType<FinalizeInvoiceRequest>()]);
            foreach (var (item, answer) in asked.Zip(answers))
            {
                if (resultOf(item, answer) is { } result)
                    results.Add(result);
                retryAfter ??= retryAfterOf(answer);
            }
        }

        if (results.Count > 0)
            await store.WriteItemsAsync(work.Number, state, results);
        return new RunStep(IsEmpty: false, retryAfter);
    }

    /// <summary>As many as fit into a call; at least one.</summary>
    private static List<RunItem> Bounded(IReadOnlyList<RunItem> items)
    {
        var bytes = 0L;
        return [.. items.TakeWhile((item, i) => (bytes += item.Bytes) <= MaxBatchBytes || i == 0)];
    }

    /// <summary>None where the input's file is not there.</summary>
    private async Task<FinalizeInvoiceRequest?> RequestOfAsync(RunWork work, RunItem item)
    {
        if (item.SourceHash is not { } source)
            return null;

        var request = new FinalizeInvoiceRequest
        {
            DocumentUpload = item.DocumentHash,
            EmbeddedPdf = work.Order.EmbeddedPdf,
            Subscription = work.Order.Subscription,
            Biller = work.Order.Biller,
            Printer = work.Printer,
            RequestedBy = work.Order.RequestedBy,
            RunId = work.Run,
            Queue = work.Number,
            TraceParent = work.Order.TraceParent,
        };
        try
        {
            await using var stream = await documents.OpenReadAsync(source);
            if (stream.Length > FinalizeInvoiceRequest.MaxInlineBytes)
                return request with { SourceUpload = source };
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            return request with { Source = bytes };
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
