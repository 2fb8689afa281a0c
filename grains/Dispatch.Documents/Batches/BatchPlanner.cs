namespace Dispatch.Documents.Batches;

/// <summary>Sorts letters for the post, puts them into envelopes and the envelopes into batches. Pure: the order of the input does not matter.</summary>
public static class BatchPlanner
{
    /// <summary>Plans the batches of one printer.</summary>
    /// <param name="letters">Each with an id of its own.</param>
    /// <param name="rules">What the printer and its inserter ask for.</param>
    /// <returns>Each letter in exactly one envelope. Empty if there are no letters.</returns>
    /// <exception cref="ArgumentException">Two letters have the same id, a letter has no pages, or the rules are not as their comments say.</exception>
    public static IReadOnlyList<PlannedBatch> Plan(IReadOnlyList<LetterItem> letters, BatchRules rules) => throw new NotSupportedException();
}
