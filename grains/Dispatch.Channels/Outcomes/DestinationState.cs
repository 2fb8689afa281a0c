using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>How something that a channel sends to, or asks, stands.</summary>
/// <param name="Name">Its configured name.</param>
/// <param name="DownSince">Since when it is declared down; none while it is up.</param>
/// <param name="Reason">Why it is down.</param>
/// <param name="Lane">The destination of the lane that it serves, so that a lane waits while all of its are down; none if it serves no lane by itself.</param>
public sealed record DestinationState(string Name, DateTimeOffset? DownSince, ReasonCode? Reason, string? Lane = null);
