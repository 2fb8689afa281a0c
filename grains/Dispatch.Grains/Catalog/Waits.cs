using Dispatch.Abstractions;
using Dispatch.Grains.Controls;
using Dispatch.Grains.Runs;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Runs;

namespace Dispatch.Grains.Catalog;

/// <summary>Says of open dispatches and print batches why they do not move though nothing is wrong with them.</summary>
internal sealed class Waits(IControlStore controls, IRunStore runs, OutageBoard outages)
{
    private static readonly Dictionary<string, Pause> NoRuns = [];

    /// <summary>The dispatches, those that wait with the cause.</summary>
    public Task<IReadOnlyList<DispatchView>> AddAsync(IReadOnlyList<DispatchView> dispatches) => AddAsync(
        dispatches, dispatch => IsOpen(dispatch.State, dispatch.DueAt), dispatch => dispatch.Run, (dispatch, stops) => dispatch with { Wait = Of(dispatch, stops) });

    /// <summary>The invoices, their dispatches that wait with the cause.</summary>
    public async Task<IReadOnlyList<InvoiceView>> AddAsync(IReadOnlyList<InvoiceView> invoices)
    {
        var dispatches = (await AddAsync([.. invoices.SelectMany(invoice => invoice.Dispatches)])).ToLookup(dispatch => dispatch.Key.Invoice);
        return [.. invoices.Select(invoice => invoice with { Dispatches = [.. dispatches[new InvoiceId(invoice.Biller, invoice.Number)]] })];
    }

    /// <summary>The print batches, those that wait with the cause.</summary>
    public Task<IReadOnlyList<PrintBatchView>> AddAsync(IReadOnlyList<PrintBatchView> batches) => AddAsync(
        batches, batch => IsOpen(batch.State, batch.DueAt), batch => batch.Run, (batch, stops) => batch with { Wait = stops.Of(batch.Run, DispatchKind.Post, batch.Printer) });

    private async Task<IReadOnlyList<T>> AddAsync<T>(IReadOnlyList<T> views, Func<T, bool> isOpen, Func<T, string?> runOf, Func<T, Stops, T> withWait)
    {
        var open = views.Where(isOpen).ToList();
        if (open.Count == 0)
            return views;

        var stops = await ReadAsync(open.Select(runOf));
        return [.. views.Select(view => isOpen(view) ? withWait(view, stops) : view)];
    }

    /// <summary>What keeps a dispatch.</summary>
    internal static WaitView? Of(DispatchView dispatch, Stops stops)
    {
        if (stops.Of(dispatch.Run, dispatch.Kind, dispatch.Destination) is { } stop)
            return stop;
        if (dispatch.State != DispatchState.Pending || dispatch.Kind != DispatchKind.Post)
            return null;
        if (dispatch.Batch is { } batch)
            return new WaitView(WaitCause.PrintBatch, Since: null, By: null, batch);
        return dispatch.DueAt is null ? new WaitView(WaitCause.Gathering) : null;
    }

    /// <summary>Whether it would be attempted by itself.</summary>
    private static bool IsOpen(DispatchState state, DateTimeOffset? dueAt) =>
        state is DispatchState.Pending or DispatchState.Deferred || (state == DispatchState.Unknown && dueAt is not null);

    private async Task<Stops> ReadAsync(IEnumerable<string?> ids)
    {
        var (stopped, down) = (await controls.ReadAsync(), await outages.ListAsync());
        return new Stops(stopped.PausedQueues.Count == 0 ? NoRuns : await ReadRunPausesAsync(ids.OfType<string>().Distinct()), stopped.Pauses, down);
    }

    private async Task<Dictionary<string, Pause>> ReadRunPausesAsync(IEnumerable<string> ids)
    {
        var pauses = new Dictionary<string, Pause>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            if (await runs.FindAsync(id) is { IsPaused: true } row && RunDetails.Of(row).Pause is { } pause)
                pauses.Add(id, pause);
        }

        return pauses;
    }

    /// <summary>What stands still.</summary>
    /// <param name="Runs">Paused runs by their ids.</param>
    /// <param name="Channels">Paused channels and destinations.</param>
    /// <param name="Outages">What is declared down.</param>
    internal sealed record Stops(IReadOnlyDictionary<string, Pause> Runs, IReadOnlyList<ChannelPause> Channels, IReadOnlyList<DestinationOutage> Outages)
    {
        /// <summary>What stops something; none if nothing does. What a person stopped comes first, because a person can end it.</summary>
        public WaitView? Of(string? run, DispatchKind kind, string destination)
        {
            if (run is not null && Runs.TryGetValue(run, out var runPause))
                return new WaitView(WaitCause.RunPaused, runPause.At, runPause.By, runPause.Reason);
            if (ControlBoard.PauseOf(Channels, kind, destination) is { } pause)
                return new WaitView(WaitCause.ChannelPaused, pause.At, pause.By, pause.Reason);

            // A lane stands still since the last that serves it went down.
            var last = Outages.Where(outage => outage.StopsLane && outage.Kind == kind && outage.Lane == destination).MaxBy(outage => outage.Since);
            return last is null ? null : new WaitView(WaitCause.DestinationDown, last.Since, By: null, last.Reason.ToWord());
        }
    }
}
