namespace Dispatch.Cli.Runs.Drawing;

/// <summary>What a part of a bar stands for: each has a colour and, where there are none, a character of its own.</summary>
internal enum RunBarPaint
{
    /// <summary>Done as it should be.</summary>
    Done,

    /// <summary>Refused, bounced, held or unknown.</summary>
    Bad,

    /// <summary>Cancelled.</summary>
    Gone,

    /// <summary>Waits for its next attempt.</summary>
    Waiting,

    /// <summary>In flight.</summary>
    Open,

    /// <summary>Not there yet.</summary>
    Empty,
}
