namespace Dispatch.Cli;

/// <summary>How a command ended, as scripts see it. The numbers are part of the outside contract.</summary>
internal enum ExitCode
{
    /// <summary>Done.</summary>
    Done = 0,

    /// <summary>A fault of the program.</summary>
    InternalError = 1,

    /// <summary>The command line or the configuration is wrong.</summary>
    Usage = 2,

    /// <summary>Input was refused and nothing was recorded.</summary>
    Refused = 3,

    /// <summary>The same number was finalized before with other content.</summary>
    Conflict = 4,

    /// <summary>There is no such thing.</summary>
    NotFound = 5,

    /// <summary>Nobody confirmed that it becomes definitive.</summary>
    NotConfirmed = 6,

    /// <summary>The data folder cannot be used or no silo answers.</summary>
    Unreachable = 7,

    /// <summary>Accepted, but not all of it settled in time.</summary>
    NotSettled = 8,

    /// <summary>Settled, but at least one dispatch was refused, is held (also because nobody knows whether it arrived) or came back.</summary>
    NeedsCare = 9,

    /// <summary>The run is done, but some inputs were refused.</summary>
    SomeRefused = 10,

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    Interrupted = 130,
}
