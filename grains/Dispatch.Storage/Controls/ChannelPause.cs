using Dispatch.Abstractions;

namespace Dispatch.Storage.Controls;

/// <summary>The pause of a channel or of one of its destinations.</summary>
/// <param name="Kind">The channel.</param>
/// <param name="Destination">The relay or printer; empty: all of the channel.</param>
/// <param name="Pause">Why, by whom and since when.</param>
public sealed record ChannelPause(DispatchKind Kind, string Destination, Pause Pause);
