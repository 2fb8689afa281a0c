using Dispatch.Storage.Dispatches;

namespace Dispatch.Grains.Dispatches.Machine;

/// <summary>What an event does to a dispatch.</summary>
internal abstract record Transition
{
    private Transition() { }

    /// <summary>It becomes something else.</summary>
    /// <param name="Next">What it becomes.</param>
    /// <param name="ActivatesFallback">Whether the same write must activate its standby fallback.</param>
    public sealed record Changed(DispatchProgress Next, bool ActivatesFallback = false) : Transition;

    /// <summary>The event changes nothing, since what it asks for is so already.</summary>
    public sealed record Unchanged : Transition;

    /// <summary>The event does not fit the state.</summary>
    /// <param name="Why">In words, for a person.</param>
    public sealed record Declined(string Why) : Transition;
}
