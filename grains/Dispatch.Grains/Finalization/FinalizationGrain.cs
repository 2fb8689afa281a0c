using Dispatch.Abstractions;
using Dispatch.Documents.Ubl;
using Dispatch.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Dispatch.Grains.Finalization;

/// <summary>The batch entry: finds each request's subscription and lets it work, several at once.</summary>
[StatelessWorker, Reentrant]
internal sealed class FinalizationGrain(
    InvoiceInputReader inputs, SubscriptionFinder finder, TimeProvider clock, ILogger<FinalizationGrain> logger) : Grain, IFinalizationGrain
{
    /// <summary>
    /// After this nothing new is begun, so that every answer arrives well before the caller's patience ends. The first request of a call always is:
    /// a caller that sends the rest again must come nearer to its end.
    /// </summary>
    private static readonly TimeSpan StartWindow = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly int Parallelism = Environment.ProcessorCount * 8;

    /// <inheritdoc/>
    public Task<IReadOnlyList<FinalizeAnswer>> FinalizeManyAsync(IReadOnlyList<FinalizeInvoiceRequest> requests) => RunAsync<FinalizeAnswer>(
        requests,
        FinalizeAsync,
        () => new FinalizeAnswer.NotStarted());

    /// <inheritdoc/>
    public Task<IReadOnlyList<PreviewAnswer>> CheckManyAsync(IReadOnlyList<FinalizeInvoiceRequest> requests) => RunAsync(
        requests,
        (request, finding) => PreviewAsync(request, finding, isCheck: true),
        notStarted: null);

    /// <inheritdoc/>
    public Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request) => PreviewAsync(request, FindSubscriptionAsync(request), isCheck: false);

    private async Task<IReadOnlyList<T>> RunAsync<T>(
        IReadOnlyList<FinalizeInvoiceRequest> requests, Func<FinalizeInvoiceRequest, Task<Found>, Task<T>> handle, Func<T>? notStarted)
    {
        if (requests.Count > IFinalizationGrain.MaxRequestCount)
            throw new ArgumentException($"At most {IFinalizationGrain.MaxRequestCount} requests in a call, not {requests.Count}.", nameof(requests));

        var begunAt = clock.GetTimestamp();

        // All at once, because lookups that wait together are one query; what was uploaded is only fetched when its turn comes.
        var findings = requests.Select(request => request.SourceUpload is null ? FindSubscriptionAsync(request) : null).ToList();
        findings.ForEach(finding => finding?.Ignore());
        var answers = new T[requests.Count];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Parallelism, requests.Count)).Select(async _ =>
        {
            while (next < requests.Count)
            {
                var mine = next++;
                answers[mine] = mine > 0 && notStarted is not null && clock.GetElapsedTime(begunAt) > StartWindow
                    ? notStarted()
                    : await handle(requests[mine], findings[mine] ?? FindSubscriptionAsync(requests[mine]));
            }
        }));
        return answers;
    }

    private async Task<FinalizeAnswer> FinalizeAsync(FinalizeInvoiceRequest request, Task<Found> finding)
    {
        try
        {
            var (subscription, errors) = await finding;
            return subscription is null
                ? Traced(request, new FinalizeAnswer.Refused(errors))
                : await subscription.FinalizeInvoiceAsync(request);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or OrleansException)
        {
            return Traced(request, new FinalizeAnswer.Unavailable(RetryAfter, "The engine could not finish in time; send the same request again."));
        }
        catch (Exception e)
        {
            logger.FinalizationFailed("", e.GetType().Name, e.StackTrace);
            return Traced(request, new FinalizeAnswer.Unavailable(RetryAfter, "The engine failed; its log says how."));
        }
    }

    /// <summary>The answer to a request that no subscription has seen, in a span of its own.</summary>
    private static FinalizeAnswer Traced(FinalizeInvoiceRequest request, FinalizeAnswer answer)
    {
        using var activity = DispatchTelemetry.StartFinalization(request);
        activity?.SetTag("dispatch.run", request.RunId);
        return DispatchTelemetry.EndFinalization(activity, answer);
    }

    private async Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request, Task<Found> finding, bool isCheck)
    {
        try
        {
            var (subscription, errors) = await finding;
            if (subscription is null)
                return new PreviewAnswer(null, errors);
            return isCheck ? await subscription.CheckInvoiceAsync(request) : await subscription.PreviewInvoiceAsync(request);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or OrleansException)
        {
            return PreviewAnswer.NotNow(RetryAfter, "The engine could not finish in time; send the same request again.");
        }
        catch (Exception e)
        {
            logger.FinalizationFailed("", e.GetType().Name, e.StackTrace);
            return PreviewAnswer.NotNow(RetryAfter, "The engine failed; its log says how.");
        }
    }

    private async Task<Found> FindSubscriptionAsync(FinalizeInvoiceRequest request)
    {
        // The subscription reads the file whole; here a look at it is enough unless that leads nowhere.
        if (await inputs.SkimAsync(request) is { } references && await finder.FindAsync(references, request) is ({ } likely, null))
            return new Found(SubscriptionOf(likely), []);

        var input = await inputs.ReadAsync(request);
        if (input.Invoice is not { } invoice)
            return new Found(null, input.Errors);

        var (match, error) = await finder.FindAsync(new UblReferences(invoice.ContractReference, invoice.BuyerReference), request);
        return match is null ? new Found(null, [.. input.Errors, error!]) : new Found(SubscriptionOf(match), []);
    }

    private ISubscriptionGrain SubscriptionOf(SubscriptionId id) => GrainFactory.GetGrain<ISubscriptionGrain>(id.ToString());

    /// <summary>A request's subscription, or why there is none.</summary>
    private readonly record struct Found(ISubscriptionGrain? Subscription, IReadOnlyList<Problem> Errors);
}
