using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Storage;
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
        request => PreviewAsync(request, isCheck: true),
        notStarted: null);

    /// <inheritdoc/>
    public Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request) => PreviewAsync(request, isCheck: false);

    private async Task<IReadOnlyList<T>> RunAsync<T>(
        IReadOnlyList<FinalizeInvoiceRequest> requests, Func<FinalizeInvoiceRequest, Task<T>> handle, Func<T>? notStarted)
    {
        if (requests.Count > IFinalizationGrain.MaxRequestCount)
            throw new ArgumentException($"At most {IFinalizationGrain.MaxRequestCount} requests in a call, not {requests.Count}.", nameof(requests));

        var begunAt = clock.GetTimestamp();
        var answers = new T[requests.Count];
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Parallelism, requests.Count)).Select(async _ =>
        {
            while (next < requests.Count)
            {
                var mine = next++;
                answers[mine] = mine > 0 && notStarted is not null && clock.GetElapsedTime(begunAt) > StartWindow
                    ? notStarted()
                    : await handle(requests[mine]);
            }
        }));
        return answers;
    }

    private async Task<FinalizeAnswer> FinalizeAsync(FinalizeInvoiceRequest request)
    {
        try
        {
            var (subscription, errors) = await FindSubscriptionAsync(request);
            return subscription is null
                ? new FinalizeAnswer.Refused(errors) { TraceId = TraceIdOf(request) }
                : await subscription.FinalizeInvoiceAsync(request);
        }
        catch (Exception e) when (e is StorageException or TimeoutException or OrleansException)
        {
            return Unavailable(request, "The engine could not finish in time; send the same request again.");
        }
        catch (Exception e)
        {
            logger.FinalizationFailed("", e.GetType().Name, e.StackTrace);
            return Unavailable(request, "The engine failed; its log says how.");
        }
    }

    private static FinalizeAnswer.Unavailable Unavailable(FinalizeInvoiceRequest request, string message) =>
        new(RetryAfter, message) { TraceId = TraceIdOf(request) };

    /// <summary>The caller's trace, else that of this call.</summary>
    private static string? TraceIdOf(FinalizeInvoiceRequest request) => ActivityContext.TryParse(request.TraceParent, null, out var caller)
        ? caller.TraceId.ToHexString()
        : Activity.Current?.TraceId.ToHexString();

    private async Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request, bool isCheck)
    {
        try
        {
            var (subscription, errors) = await FindSubscriptionAsync(request);
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

    private async Task<(ISubscriptionGrain? Subscription, IReadOnlyList<Problem> Errors)> FindSubscriptionAsync(FinalizeInvoiceRequest request)
    {
        var input = await inputs.ReadAsync(request);
        if (input.Invoice is null)
            return (null, input.Errors);

        var (found, error) = await finder.FindAsync(input.Invoice, request);
        return found is null
            ? (null, [.. input.Errors, error!])
            : (GrainFactory.GetGrain<ISubscriptionGrain>(found.ToString()), []);
    }
}
