namespace Dispatch.Channels.Print.Ipp;

/// <summary>RFC 8011 §5.3.7.</summary>
internal enum IppJobState
{
    /// <summary>Waits for the printer.</summary>
    Pending = 3,

    /// <summary>Waits for a person, a time or its document.</summary>
    Held = 4,

    /// <summary>Is being printed.</summary>
    Processing = 5,

    /// <summary>Stopped in the middle and will go on.</summary>
    Stopped = 6,

    /// <summary>A person ended it.</summary>
    Canceled = 7,

    /// <summary>The printer ended it.</summary>
    Aborted = 8,

    /// <summary>Everything was printed.</summary>
    Completed = 9,
}
