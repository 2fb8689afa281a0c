namespace Dispatch.Channels.Print;

/// <summary>Whether a printer prints (RFC 8011 §5.4.11 for the first three).</summary>
public enum PrinterCondition
{
    /// <summary>Waits for jobs.</summary>
    Idle = 3,

    /// <summary>Prints.</summary>
    Processing = 4,

    /// <summary>A person must do something.</summary>
    Stopped = 5,

    /// <summary>It does not take new jobs.</summary>
    NotAccepting = 6,

    /// <summary>It does not answer.</summary>
    Away = 7,
}
