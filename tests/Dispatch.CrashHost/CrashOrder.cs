namespace Dispatch.CrashHost;

/// <summary>What one run of the crash host does; travels as JSON in its only argument.</summary>
public sealed record CrashOrder
{
    /// <summary>The engine's data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The numbers of the invoices to finalize, all at once.</summary>
    public required IReadOnlyList<string> Invoices { get; init; }

    /// <summary>The port of the mail relay on loopback; none: e-mail goes to the pickup folder.</summary>
    public int? RelayPort { get; init; }

    /// <summary>The printer, by its IPP address; with one the invoices belong to a run and go as print batches. None: letters go into the spool folder.</summary>
    public string? PrinterUri { get; init; }

    /// <summary>The log event at which the process kills itself; none: it does not.</summary>
    public int? KillEvent { get; init; }

    /// <summary>At which occurrence of <see cref="KillEvent"/>, from 1.</summary>
    public int KillOccurrence { get; init; } = 1;

    /// <summary>Where every logged step is appended, for whoever looks into a failure.</summary>
    public required string StepFile { get; init; }
}
