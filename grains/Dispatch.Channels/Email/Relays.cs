using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Email;

/// <summary>The configured relays and which of them to try.</summary>
internal sealed class Relays(EmailOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    private readonly List<Relay> _relays = [.. options.RelaysInOrder().Select(relay => new Relay(relay, options.SlowAnswer, clock, logger))];

    /// <summary>How many there are.</summary>
    public int Count => _relays.Count;

    /// <summary>Whether one of them would let an exchange through.</summary>
    public bool IsAnyUp => _relays.Exists(relay => relay.Breaker.Wait == TimeSpan.Zero);

    /// <summary>How long until the first of them is probed.</summary>
    public TimeSpan Wait => _relays.Min(relay => relay.Breaker.Wait);

    /// <summary>How they stand.</summary>
    /// <param name="lane">The lane that they serve.</param>
    public IReadOnlyList<DestinationState> StatesIn(string lane) =>
        [.. _relays.Select(relay => relay.Breaker.Down is var (since, reason) ? new DestinationState(relay.Name, since, reason, lane) : new DestinationState(relay.Name, null, null, lane))];

    /// <summary>Those to try, best first: by order, and within one order those whose rate has a turn first, then those with the most free connections.</summary>
    public IReadOnlyList<Relay> ToTry() => _relays.Count == 1
        ? _relays
        : [.. _relays.Where(relay => relay.Breaker.Wait == TimeSpan.Zero)
            .OrderBy(relay => relay.Order).ThenBy(relay => relay.Rate.WaitOf(relay.Name)).ThenByDescending(relay => relay.Gate.FreeCount)];

    /// <inheritdoc/>
    public void Dispose() => _relays.ForEach(relay => relay.Dispose());
}
