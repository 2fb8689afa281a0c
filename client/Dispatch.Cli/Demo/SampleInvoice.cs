namespace Dispatch.Cli.Demo;

/// <summary>An invoice or credit note before it is written as UBL.</summary>
internal sealed record SampleInvoice(string FileName, string Number, SampleSubscription Subscription, IReadOnlyList<SampleLine> Lines)
{
    public string Currency { get; init; } = "CHF";

    /// <summary>None for a credit note.</summary>
    public SamplePayment? Payment { get; init; }

    /// <summary>The number of the invoice that a credit note corrects; none for an invoice.</summary>
    public string? Corrects { get; init; }

    /// <summary>BT-10 holds the subscription's number, and BT-12 stays away.</summary>
    public bool ReferencedByBuyerReference { get; init; }

    /// <summary>BT-12 holds the contract instead of the subscription's number.</summary>
    public bool ReferencedByContract { get; init; }

    /// <summary>The load profile attached as text/csv (BG-24).</summary>
    public string? LoadProfile { get; init; }

    public required SampleTotals Totals { get; init; }
}
