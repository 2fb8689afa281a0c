using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Grains.Dispatches;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Dispatches;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace Dispatch.Grains.Controls;

/// <summary>Pauses channels durably; every process reads it within a second, this one at once.</summary>
[StatelessWorker]
internal sealed class ChannelGrain(
    IControlStore store, IDispatchStore dispatches, ChannelDirectory channels, LetterMove letters, ControlBoard board, OutageBoard outages, TimeProvider clock, ILogger<ChannelGrain> logger)
    : Grain, IChannelGrain
{
    /// <inheritdoc/>
    public async Task<Problem?> PauseAsync(DispatchKind? kind, string? destination, string reason, string by)
    {
        if ((ControlRules.Check(reason, by) ?? await FindUnknownAsync(kind, destination)) is { } problem)
            return problem;

        var pause = new Pause(reason, by, clock.GetUtcNow());
        IReadOnlyList<DispatchKind> kinds = kind is { } one ? [one] : Enum.GetValues<DispatchKind>();
        await store.PutPausesAsync([.. kinds.Select(each => new ChannelPause(each, destination ?? "", pause))]);
        logger.ChannelPaused(NameOf(kind, destination), by, reason);
        await board.RefreshAsync(CancellationToken.None);
        return null;
    }

    /// <inheritdoc/>
    public async Task<Problem?> ResumeAsync(DispatchKind? kind, string? destination, string by)
    {
        if ((ControlRules.CheckBy(by) ?? await FindUnknownAsync(kind, destination)) is { } problem)
            return problem;

        var removed = await store.RemovePausesAsync(kind, destination);
        if (removed == 0 && kind is { } one && destination is not null && ControlBoard.PauseOf((await store.ReadAsync()).Pauses, one, destination) is not null)
        {
            return new Problem(
                "channel_paused", "destination", destination, $"All of {Words.Of(one)} is paused, not {destination} alone.",
                $"Resume the channel: channel resume {Words.Of(one)}.");
        }

        logger.ChannelResumed(NameOf(kind, destination), by);
        await board.RefreshAsync(CancellationToken.None);
        return null;
    }

    /// <inheritdoc/>
    public async Task<MoveAnswer> MoveLettersAsync(string from, string to, string? run, string reason, string by)
    {
        if ((ControlRules.Check(reason, by) ?? await letters.CheckAsync(from, to, run)) is { } problem)
            return new MoveAnswer(0, 0, 0, IsComplete: true, problem);

        var moved = await letters.MoveAsync(
            from, to, run, async batch => (await GrainFactory.GetGrain<IPrintBatchGrain>(batch.Id).MoveAsync(to, reason, by)).Error is null);
        logger.LettersMoved(from, run, to, by, reason, moved.Pending, moved.Held, moved.Standby);
        return moved;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ChannelView>> ListAsync()
    {
        var pauses = (await store.ReadAsync()).Pauses;
        var down = (await outages.ListAsync()).ToLookup(outage => (outage.Kind, Destination: outage.Lane));
        var counts = (await dispatches.CountUnsettledAsync())
            .Where(count => Ledger.ColumnOf(count.State) is LedgerColumn.InFlight or LedgerColumn.Unknown or LedgerColumn.Held)
            .ToLookup(count => (count.Kind, Destination: ChannelLane.DestinationOf(count.Lane)));
        return
        [
            .. channels.Lanes.Select(lane => (lane.Kind, lane.Destination))
                .Union(counts.Select(group => group.Key))
                .Order()
                .Select(key => ViewOf(key.Kind, key.Destination, [.. counts[key]], ControlBoard.PauseOf(pauses, key.Kind, key.Destination)) with { Outages = OutagesOf(down[key]) })
        ];
    }

    private ChannelView ViewOf(DispatchKind kind, string destination, IReadOnlyList<DispatchCount> counts, Pause? pause)
    {
        var open = counts.Where(count => count.State != DispatchState.Held).ToList();
        return new ChannelView
        {
            Kind = kind,
            Destination = destination,
            IsConfigured = channels.Find(kind, destination) is not null,
            SlotCount = channels.Find(kind, destination)?.Lane.SlotCount ?? 0,
            Pause = pause,
            InFlight = Sum(LedgerColumn.InFlight),
            Deferred = counts.Where(count => count.State == DispatchState.Deferred).Sum(count => count.Count),
            Unknown = Sum(LedgerColumn.Unknown),
            Held = Sum(LedgerColumn.Held),
            OldestOpenAt = open.Count == 0 ? null : open.Min(count => count.OldestAt),
        };

        long Sum(LedgerColumn column) => counts.Where(count => Ledger.ColumnOf(count.State) == column).Sum(count => count.Count);
    }

    private static IReadOnlyList<OutageView> OutagesOf(IEnumerable<DestinationOutage> outages) =>
        [.. outages.GroupBy(outage => outage.Destination, StringComparer.Ordinal).Select(silos => OutageOf(silos.MinBy(outage => outage.Since)!, silos))];

    private static OutageView OutageOf(DestinationOutage first, IEnumerable<DestinationOutage> silos) =>
        new(first.Destination, first.Since, first.Reason, [.. silos.Select(outage => outage.Silo)]);

    /// <summary>A destination that exists nowhere is a slip; one that was paused or has open dispatches may be named though it is not configured any more.</summary>
    private async Task<Problem?> FindUnknownAsync(DispatchKind? kind, string? destination)
    {
        if (destination is null)
            return null;
        if (kind is not { } one)
            return new Problem("kind_missing", "destination", Text.Shorten(destination), "A destination belongs to one channel.", "Name its channel instead of all.");

        var known = (await ListAsync()).Where(channel => channel.Kind == one).Select(channel => channel.Destination)
            .Union((await store.ReadAsync()).Pauses.Where(pause => pause.Kind == one && pause.Destination.Length > 0).Select(pause => pause.Destination))
            .ToList();
        return known.Contains(destination)
            ? null
            : new Problem(
                "destination_unknown", "destination", Text.Shorten(destination), $"{Words.Of(one)} has no destination '{Text.Shorten(destination)}'.",
                known.Count == 0 ? "The channel is not set up." : $"Use one of: {string.Join(", ", known)}.");
    }

    private static string NameOf(DispatchKind? kind, string? destination) =>
        kind is { } one ? destination is null ? Words.Of(one) : ChannelLane.NameOf(one, destination) : "all";
}
