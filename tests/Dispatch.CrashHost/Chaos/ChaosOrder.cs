namespace Dispatch.CrashHost.Chaos;

/// <summary>What the client of the chaos suite does; travels as JSON.</summary>
public sealed record ChaosOrder
{
    /// <summary>The gateways of all silos, separated by commas.</summary>
    public required string Gateways { get; init; }

    /// <summary>The cluster's id.</summary>
    public required string ClusterId { get; init; }

    /// <summary>The numbers of the invoices to finalize.</summary>
    public required IReadOnlyList<string> Invoices { get; init; }

    /// <summary>How many of them go in one call.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How long after a call the next one begins, whether or not the first was answered.</summary>
    public required TimeSpan Pace { get; init; }
}
