namespace Dispatch.Channels;

/// <summary>How far an attempt had come when its end became unknown.</summary>
public enum SendPhase
{
    /// <summary>The intent was written; nothing is known of the rest (the process ended).</summary>
    Begun = 0,

    /// <summary>Content was being transferred; the destination may already hold all of it.</summary>
    Transferring = 1,

    /// <summary>Everything was transferred, and the answer is missing.</summary>
    AwaitingAnswer = 2,
}
