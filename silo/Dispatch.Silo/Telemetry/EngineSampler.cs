using OpenTelemetry.Trace;

namespace Dispatch.Silo.Telemetry;

/// <summary>
/// Records everything but the engine's calls to itself: the recovery's pokes alone would be 32 traces every two seconds, and say nothing of any invoice.
/// </summary>
internal sealed class EngineSampler : Sampler
{
    private static readonly string[] OwnCalls = ["IRecoveryGrain/", "IDispatchWorker/", "ISubscriptionGrain/ReportAsync"];

    /// <inheritdoc/>
    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        foreach (var call in OwnCalls)
        {
            if (samplingParameters.Name.StartsWith(call, StringComparison.Ordinal))
                return new SamplingResult(SamplingDecision.Drop);
        }

        return new SamplingResult(SamplingDecision.RecordAndSample);
    }
}
