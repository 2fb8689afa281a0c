namespace Dispatch.CrashHost;

/// <summary>The lines that the crash host prints: a word, then what it is about. A test reads them from outside.</summary>
public static class CrashReport
{
    /// <summary>The engine accepts work.</summary>
    public const string Ready = "ready";

    /// <summary>A finalization was answered accepted; followed by the invoice's number.</summary>
    public const string Accepted = "accepted";

    /// <summary>A finalization was answered repeated; followed by the invoice's number.</summary>
    public const string Repeated = "repeated";

    /// <summary>A finalization was answered in a way that must not be; followed by the invoice's number and the answer.</summary>
    public const string Unexpected = "unexpected";

    /// <summary>An invoice as the engine shows it after all is settled; followed by its JSON.</summary>
    public const string Invoice = "invoice";

    /// <summary>All was listed.</summary>
    public const string Settled = "settled";
}
