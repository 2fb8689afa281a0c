using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>One configured destination of a kind, with what the engine must know to feed it.</summary>
/// <param name="Kind">What it carries.</param>
/// <param name="Destination">The relay's or printer's configured name, for example <c>pickup</c>, <c>smtp</c> or <c>default</c>.</param>
/// <param name="SlotCount">How many attempts may be open at once in one process, 1 to 1024.</param>
/// <param name="SendBudget">The longest that an attempt can take; an intent older than this plus a margin has an unknown outcome.</param>
/// <param name="Retry">When a deferred dispatch is tried again.</param>
/// <param name="OnUnknown">What happens with an outcome that stays unknown.</param>
public sealed record ChannelLane(DispatchKind Kind, string Destination, int SlotCount, TimeSpan SendBudget, RetrySchedule Retry, UnknownRule OnUnknown)
{
    /// <summary>The lane's name in tables, metrics and commands: <c>kind/destination</c>.</summary>
    public string Name { get; } = NameOf(Kind, Destination);

    /// <summary>The name of a destination's lane, configured or not.</summary>
    public static string NameOf(DispatchKind kind, string destination) => $"{kind.ToString().ToLowerInvariant()}/{destination}";

    /// <summary>The destination in a lane's name.</summary>
    public static string DestinationOf(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
