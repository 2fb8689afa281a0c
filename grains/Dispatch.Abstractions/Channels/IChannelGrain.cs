namespace Dispatch.Abstractions;

/// <summary>Pauses channels, moves what waits for printers, and shows how they stand. A stateless worker; any key.</summary>
[Alias("dispatch.channel-grain.v1"), ClientFacing]
public interface IChannelGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Pauses a channel or one of its destinations, durably and on all silos within 2 seconds. Attempts past their point of no return finish, others
    /// are cut short and count as none; nothing is lost. Pausing again replaces reason and name.
    /// </summary>
    /// <param name="kind">The channel; none: all channels.</param>
    /// <param name="destination">The relay or printer; none: all of the channel.</param>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    /// <returns>Why it was not done; none if it was.</returns>
    [Alias("pause")]
    Task<Problem?> PauseAsync(DispatchKind? kind, string? destination, string reason, string by);

    /// <summary>Ends the pause of a channel with all its destinations, or of one destination.</summary>
    /// <param name="kind">The channel; none: all channels.</param>
    /// <param name="destination">The relay or printer; none: the channel and all its destinations.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    /// <returns>Why it was not done; none if it was.</returns>
    [Alias("resume")]
    Task<Problem?> ResumeAsync(DispatchKind? kind, string? destination, string by);

    /// <summary>
    /// Moves the letters that wait for one printer to another, durably, as many as a few seconds allow: pending ones and deferred ones, which are due at once;
    /// held ones, which stay held unless they are held because the printer is not configured any more; and fallbacks that stand by. Letters that are being sent, that were handed
    /// over, of which nobody knows whether they were printed, or that are in a print batch stay. Calling again moves what is left.
    /// </summary>
    /// <param name="from">The printer; it need not be configured any more.</param>
    /// <param name="to">The other printer.</param>
    /// <param name="run">Only this run's; none: all.</param>
    /// <param name="reason">Why, at most 200 characters.</param>
    /// <param name="by">Who, at most 100 characters.</param>
    [Alias("move-letters")]
    Task<MoveAnswer> MoveLettersAsync(string from, string to, string? run, string reason, string by);

    /// <summary>Every configured destination, and those that are not configured any more but have open dispatches.</summary>
    [Alias("list")]
    Task<IReadOnlyList<ChannelView>> ListAsync();
}
