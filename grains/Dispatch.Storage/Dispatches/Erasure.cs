namespace Dispatch.Storage.Dispatches;

/// <summary>What is removed from old invoices. What proves that they were sent stays: numbers, times, attempts, proofs, hashes.</summary>
/// <param name="FinalizedBefore">Only invoices finalized before; those with an open dispatch are passed over.</param>
/// <param name="At">When, as the rows will say.</param>
/// <param name="Recipient">What stands in the place of each recipient.</param>
/// <param name="DetailNames">The members of the details (a JSON object) that are removed.</param>
public sealed record Erasure(DateTimeOffset FinalizedBefore, DateTimeOffset At, string Recipient, IReadOnlyList<string> DetailNames)
{
    /// <summary>How many invoices are looked at in one step.</summary>
    public const int StepSize = 1000;
}
