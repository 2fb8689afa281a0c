using System.Diagnostics;
using Dispatch.Abstractions;
using Dispatch.Channels.Print;

namespace Dispatch.Channels;

/// <summary>The channels' activity sources, and the one place that writes their attributes. No address, name or server text is an attribute.</summary>
public static class ChannelTelemetry
{
    /// <summary>The source of the spans <c>send email</c>.</summary>
    public const string EmailSourceName = "Dispatch.Orleans.Email";

    /// <summary>The source of the spans <c>send print</c>.</summary>
    public const string PrintSourceName = "Dispatch.Orleans.Print";

    private const string Version = "1.0.0";

    internal static ActivitySource Email { get; } = new(EmailSourceName, Version);

    internal static ActivitySource Print { get; } = new(PrintSourceName, Version);

    /// <summary>Starts the span of an attempt: within the trace that it continues, or as a new trace with a link.</summary>
    internal static Activity? StartSend(this ActivitySource source, string name, ChannelLane lane, Shipment shipment)
    {
        var surrounding = Activity.Current;
        Activity.Current = null;
        var activity = source
            .StartActivity(name, ActivityKind.Client, shipment.ParentTrace, links: shipment.LinkedTrace == default ? null : [new ActivityLink(shipment.LinkedTrace)])?
            .SetTag("dispatch.channel", lane.Kind.ToString().ToLowerInvariant())
            .SetTag("messaging.destination.name", lane.Destination)
            .SetTag("dispatch.id", shipment.Key)
            .SetTag("dispatch.attempt", shipment.Attempt);
        Activity.Current = activity ?? surrounding;
        return activity;
    }

    /// <summary>Starts the span of an attempt at a print batch: a trace of its own that links to those of its letters.</summary>
    internal static Activity? StartSend(this ActivitySource source, string name, ChannelLane lane, BatchShipment batch)
    {
        var surrounding = Activity.Current;
        Activity.Current = null;
        var activity = source
            .StartActivity(name, ActivityKind.Client, default(ActivityContext), links: batch.LinkedTraces.Select(trace => new ActivityLink(trace)))?
            .SetTag("dispatch.channel", lane.Kind.ToString().ToLowerInvariant())
            .SetTag("messaging.destination.name", lane.Destination)
            .SetTag("dispatch.batch", batch.Id)
            .SetTag("dispatch.attempt", batch.Attempt)
            .SetTag("messaging.batch.message_count", batch.Envelopes.Sum(envelope => envelope.Letters.Count));
        Activity.Current = activity ?? surrounding;
        return activity;
    }

    internal static void SetOutcome(this Activity activity, AttemptOutcome outcome)
    {
        activity.SetTag("dispatch.outcome", outcome.Kind.ToString().ToLowerInvariant());
        if (outcome.FailureReason is not { } reason)
            return;

        var protocolCode = outcome switch
        {
            AttemptOutcome.Refused refused => refused.ProtocolCode,
            AttemptOutcome.Deferred deferred => deferred.ProtocolCode,
            _ => null,
        };
        activity.SetTag("error.type", reason.ToWord());
        activity.SetTag("dispatch.protocol_code", protocolCode);
        activity.SetStatus(ActivityStatusCode.Error);
    }
}
