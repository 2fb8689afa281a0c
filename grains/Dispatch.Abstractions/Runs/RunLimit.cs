namespace Dispatch.Abstractions;

/// <summary>What keeps a run's dispatches of a lane from going faster.</summary>
public enum RunLimit
{
    /// <summary>The run is paused.</summary>
    RunPaused = 0,

    /// <summary>The channel or destination is paused.</summary>
    ChannelPaused = 1,

    /// <summary>All that were accepted are done; finalizing brings more.</summary>
    Finalizing = 2,

    /// <summary>What is left waits for its next attempt.</summary>
    Retries = 3,

    /// <summary>Every slot of the destination is in use, or it is declared down: it takes no more at once.</summary>
    Destination = 4,

    /// <summary>The engine itself.</summary>
    Engine = 5,
}
