using Dispatch.Abstractions;

namespace Dispatch.Storage.Controls;

/// <summary>That a process has declared a destination down.</summary>
/// <param name="Silo">The process, by its address.</param>
/// <param name="Kind">The channel.</param>
/// <param name="Destination">What is down, for example a relay.</param>
/// <param name="Lane">The destination of the lane that it belongs to.</param>
/// <param name="StopsLane">Whether nothing of the lane is up, so that its dispatches wait.</param>
/// <param name="Since">Since when.</param>
/// <param name="Reason">Why.</param>
/// <param name="SeenAt">When the process last said so.</param>
public sealed record DestinationOutage(
    string Silo, DispatchKind Kind, string Destination, string Lane, bool StopsLane, DateTimeOffset Since, ReasonCode Reason, DateTimeOffset SeenAt);
