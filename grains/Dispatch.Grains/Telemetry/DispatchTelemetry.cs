using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Telemetry;

/// <summary>The names of the engine's spans and instruments; an approved file holds them, and changing one raises <see cref="Version"/>.</summary>
public static class DispatchTelemetry
{
    /// <summary>The name of the activity source and the meter.</summary>
    public const string Name = "Dispatch.Orleans";

    /// <summary>Their version.</summary>
    public const string Version = "1.0.0";

    /// <summary>The span of a finalization.</summary>
    public const string FinalizeInvoice = "finalize invoice";

    /// <summary>The span of rendering one document.</summary>
    public const string RenderDocument = "render document";

    /// <summary>The span of taking in what came back later.</summary>
    public const string ProcessReceipt = "process receipt";

    internal static ActivitySource Source { get; } = new(Name, Version);

    /// <summary>
    /// Begins the span of a finalization. Its parent is the trace that the request names, else the one that came with the call of a client that
    /// propagates its activities. An invoice of a run has a trace of its own, with the run's as a link.
    /// </summary>
    internal static Activity? StartFinalization(FinalizeInvoiceRequest request)
    {
        var hasCaller = ActivityContext.TryParse(request.TraceParent, null, isRemote: true, out var caller)
            || ActivityContext.TryParse(RequestContext.Get("traceparent") as string, RequestContext.Get("tracestate") as string, isRemote: true, out caller);
        if (hasCaller && request.Queue > 0)
            return Source.StartActivity(FinalizeInvoice, ActivityKind.Server, default(ActivityContext), links: [new ActivityLink(caller)]);
        return hasCaller ? Source.StartActivity(FinalizeInvoice, ActivityKind.Server, caller) : Source.StartActivity(FinalizeInvoice, ActivityKind.Server);
    }

    /// <summary>Begins the span of taking in what came back later: a trace of its own, with the dispatch's as a link.</summary>
    internal static Activity? StartReceipt(DispatchRecord record, DispatchReceipt receipt) => Source
        .StartActivity(
            ProcessReceipt,
            ActivityKind.Consumer,
            default(ActivityContext),
            links: ActivityContext.TryParse(record.Row.TraceParent, null, isRemote: true, out var sent) ? [new ActivityLink(sent)] : null)?
        .SetTag("dispatch.channel", Words.Of(record.Row.Kind))
        .SetTag("dispatch.id", record.Row.DispatchId.ToString())
        .SetTag("dispatch.receipt.kind", Words.Of(receipt.Kind))
        .SetTag("dispatch.protocol_code", receipt.ProtocolCode);

    /// <summary>Ends it with an answer, which gets the trace's id.</summary>
    internal static FinalizeAnswer EndFinalization(Activity? activity, FinalizeAnswer answer)
    {
        activity?.SetTag("dispatch.answer", answer.GetType().Name.ToLowerInvariant());
        return answer with { TraceId = (activity ?? Activity.Current)?.TraceId.ToHexString() };
    }
}
