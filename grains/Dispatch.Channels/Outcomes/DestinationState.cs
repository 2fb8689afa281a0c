using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>How something that a channel sends to stands, for metrics and health.</summary>
/// <param name="Name">Its configured name.</param>
/// <param name="DownSince">Since when it is declared down; none while it is up.</param>
/// <param name="Reason">Why it is down.</param>
public sealed record DestinationState(string Name, DateTimeOffset? DownSince, ReasonCode? Reason);
