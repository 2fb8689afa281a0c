namespace Dispatch.EndToEnd.Crash;

/// <summary>Every step of a finalization and an attempt at which the process can die: the log events before and after it.</summary>
internal static class CrashPoints
{
    /// <summary>Steps of the engine: documents stored, accepting, accepted; intent, begun, sending, outcome, recorded, reported.</summary>
    public static readonly int[] Engine = [1202, 1203, 1200, 1011, 1000, 1012, 1013, 1005, 1014];

    /// <summary>Steps of the spool folder: written, indexed, renamed.</summary>
    public static readonly int[] Spool = [2100, 2101, 2102, 2103, 2104, 2105, 2120];

    /// <summary>Steps of the pickup folder: composed, written, renamed.</summary>
    public static readonly int[] Pickup = [2020, 2000, 2001, 2002, 2003, 2021];

    /// <summary>Steps of the SMTP client: connected, envelope, content, end of data, answered.</summary>
    public static readonly int[] Relay = [2010, 2011, 2013, 2014, 2015, 2016, 2017];

    /// <summary>Points of the dialogue as the relay sees them.</summary>
    public static readonly string[] Dialogue = ["GREETING", "MAIL", "RCPT", "DATA", "CONTENT", "DOT", "ANSWERED"];
}
