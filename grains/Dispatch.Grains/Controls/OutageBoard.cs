using Dispatch.Abstractions;
using Dispatch.Storage.Controls;

namespace Dispatch.Grains.Controls;

/// <summary>
/// Tells everybody what this process has declared down: breakers live in each process, and a person asks any of them. Written when it changes, and renewed
/// while something is down, so that a dead process's word does not stay.
/// </summary>
internal sealed class OutageBoard(IControlStore store, ChannelDirectory channels, ILocalSiloDetails silo, TimeProvider clock)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(20);

    /// <summary>How long a process's word counts.</summary>
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(1);

    // The address without the generation: a process that starts again replaces what its predecessor said.
    private readonly string _silo = $"{silo.SiloAddress.Endpoint}";
    private IReadOnlyList<DestinationOutage>? _written;
    private DateTimeOffset _writtenAt;

    /// <summary>Writes what is down now, if there is anything new to say. One call at a time.</summary>
    public Task PublishAsync(CancellationToken cancellationToken) => PublishAsync(Find(), cancellationToken);

    /// <summary>Takes it back: a process that stops says nothing more.</summary>
    public Task WithdrawAsync() => PublishAsync([], CancellationToken.None);

    /// <summary>What is down in some process, by kind, destination and process.</summary>
    public Task<IReadOnlyList<DestinationOutage>> ListAsync() => store.ListOutagesAsync(clock.GetUtcNow() - Validity);

    private async Task PublishAsync(IReadOnlyList<DestinationOutage> outages, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_written is not null && outages.SequenceEqual(_written) && (outages.Count == 0 || now - _writtenAt < Renewal))
            return;

        await store.PutOutagesAsync(_silo, [.. outages.Select(outage => outage with { SeenAt = now })], now - Validity, cancellationToken);
        (_written, _writtenAt) = (outages, now);
    }

    /// <summary>What is down now; when it is said stands in what is written.</summary>
    private IReadOnlyList<DestinationOutage> Find() =>
    [
        .. channels.Destinations
            .Where(destination => destination.State.Lane is not null)
            .GroupBy(destination => (destination.Kind, destination.State.Lane))
            .SelectMany(lane => lane
                .Where(destination => destination.State.DownSince is not null)
                .Select(destination => new DestinationOutage(
                    _silo, destination.Kind, destination.State.Name, destination.State.Lane!, lane.All(other => other.State.DownSince is not null),
                    destination.State.DownSince!.Value, destination.State.Reason ?? ReasonCode.Other, SeenAt: default)))
    ];
}
