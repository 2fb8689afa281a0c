namespace Dispatch.Abstractions;

/// <summary>The batch entry: many requests in a call, each answered by itself. A stateless worker; any key.</summary>
[Alias("dispatch.finalization-grain.v1"), ClientFacing]
public interface IFinalizationGrain : IGrainWithIntegerKey
{
    /// <summary>The most requests in a call.</summary>
    const int MaxRequestCount = 200;

    /// <summary>Finalizes up to <see cref="MaxRequestCount"/> requests. What has not begun well before the call's time is over is answered <see cref="FinalizeAnswer.NotStarted"/>.</summary>
    /// <returns>One answer per request, in their order.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxRequestCount"/> requests.</exception>
    [Alias("finalize-many"), ResponseTimeout("00:02:00")]
    Task<IReadOnlyList<FinalizeAnswer>> FinalizeManyAsync(IReadOnlyList<FinalizeInvoiceRequest> requests);

    /// <summary>Checks up to <see cref="MaxRequestCount"/> requests as finalizing would, without rendering. Nothing is recorded.</summary>
    /// <returns>One answer per request, in their order.</returns>
    /// <exception cref="ArgumentException">More than <see cref="MaxRequestCount"/> requests.</exception>
    [Alias("check-many"), ResponseTimeout("00:02:00")]
    Task<IReadOnlyList<PreviewAnswer>> CheckManyAsync(IReadOnlyList<FinalizeInvoiceRequest> requests);

    /// <summary>Previews one request: finds its subscription and renders the watermarked document.</summary>
    [Alias("preview"), ResponseTimeout("00:02:00")]
    Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request);
}
