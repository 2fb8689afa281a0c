using System.Diagnostics;
using System.Diagnostics.Metrics;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Telemetry;

/// <summary>The engine's instruments. Attributes are bounded: never an id of an invoice or customer.</summary>
internal sealed class DispatchInstruments
{
    private readonly Histogram<double> _attemptDuration;
    private readonly Histogram<double> _startLag;
    private readonly Histogram<double> _deliveryDuration;
    private readonly Histogram<int> _attempts;
    private readonly Counter<long> _finalized;
    private readonly Counter<long> _possibleDuplicates;
    private readonly Counter<long> _receipts;

    public DispatchInstruments(IMeterFactory meters, ChannelDirectory channels, LaneSlots slots, PendingCounts pending)
    {
        var meter = meters.Create(DispatchTelemetry.Name, DispatchTelemetry.Version);
        _attemptDuration = meter.CreateHistogram<double>("dispatch.attempt.duration", "s", "Time from the intent of an attempt until its outcome.");
        _startLag = meter.CreateHistogram<double>("dispatch.start.lag", "s", "Time from when an attempt could have begun until it began: what slots, pauses and the engine take.");
        _deliveryDuration = meter.CreateHistogram<double>("dispatch.delivery.duration", "s", "Time from finalization until delivery.");
        _attempts = meter.CreateHistogram<int>("dispatch.attempts", "{attempt}", "Attempts that a dispatch needed until it was settled.");
        _finalized = meter.CreateCounter<long>("dispatch.finalized", "{invoice}", "Invoices made definitive.");
        _possibleDuplicates = meter.CreateCounter<long>("dispatch.duplicate.possible", "{dispatch}", "Dispatches that may have arrived more than once.");
        _receipts = meter.CreateCounter<long>("dispatch.receipt", "{message}", "Messages that came back later, by what they say.");
        meter.CreateObservableGauge("dispatch.pending", pending.Counts, "{dispatch}", "Open dispatches by state.");
        meter.CreateObservableGauge("dispatch.oldest_pending.age", pending.OldestAges, "s", "Age of the oldest open dispatch.");
        meter.CreateObservableGauge(
            "dispatch.slots.free",
            () => channels.Lanes.Select(lane => new Measurement<int>(slots.FreeCount(lane.Name, isRun: false), TagsOf(lane))),
            "{slot}",
            "Attempts that could begin at once.");
        meter.CreateObservableGauge(
            "dispatch.destination.open",
            () => channels.Destinations.Select(destination => new Measurement<int>(
                destination.State.DownSince is null ? 0 : 1,
                new("dispatch.channel", Words.Of(destination.Kind)),
                new("messaging.destination.name", destination.State.Name))),
            "{destination}",
            "1 while a destination is down: a relay whose breaker is open and that gets probes only, a print server that does not answer.");
    }

    /// <summary>Counts an invoice that was made definitive.</summary>
    public void InvoiceFinalized() => _finalized.Add(1);

    /// <summary>Counts a message that came back later.</summary>
    public void ReceiptTaken(string kind) => _receipts.Add(1, new KeyValuePair<string, object?>("dispatch.receipt.kind", kind));

    /// <summary>Measures how late an attempt begins.</summary>
    public void AttemptBegun(ChannelLane lane, TimeSpan lag) => _startLag.Record(lag.TotalSeconds, TagsOf(lane));

    /// <summary>How long after it could have begun an attempt begins: the first after it became pending, a later one after it was due.</summary>
    /// <param name="before">The dispatch before its intent.</param>
    /// <param name="now">When the attempt begins.</param>
    internal static TimeSpan LagOf(DispatchProgress before, DateTimeOffset now)
    {
        // A dispatch that was just accepted is due a little later for the recovery alone.
        var since = before is { Attempt: > 0, DueAt: { } dueAt } ? dueAt : before.ChangedAt;
        return now > since ? now - since : TimeSpan.Zero;
    }

    /// <summary>Measures an attempt.</summary>
    public void AttemptEnded(ChannelLane lane, AttemptOutcome outcome, TimeSpan duration)
    {
        var tags = TagsOf(lane);
        tags.Add("dispatch.outcome", outcome.Kind.ToString().ToLowerInvariant());
        if (outcome.FailureReason is { } reason)
            tags.Add("error.type", reason.ToWord());
        _attemptDuration.Record(duration.TotalSeconds, tags);
    }

    /// <summary>Measures a dispatch whose outcome was written, if it is settled by it.</summary>
    public void OutcomeRecorded(DispatchRecord record, TimeSpan sinceFinalization)
    {
        var column = Ledger.ColumnOf(record.Progress.State);
        if (column is not (LedgerColumn.Delivered or LedgerColumn.Refused))
            return;

        var tags = new TagList { { "dispatch.channel", Words.Of(record.Row.Kind) } };
        _attempts.Record(record.Progress.Attempt, tags);
        if (column == LedgerColumn.Delivered)
            _deliveryDuration.Record(sinceFinalization.TotalSeconds, tags);
        if (record.Progress.IsPossibleDuplicate)
            _possibleDuplicates.Add(1, tags);
    }

    private static TagList TagsOf(ChannelLane lane) => new()
    {
        { "dispatch.channel", Words.Of(lane.Kind) },
        { "messaging.destination.name", lane.Destination },
    };
}
