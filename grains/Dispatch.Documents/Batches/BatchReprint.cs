namespace Dispatch.Documents.Batches;

/// <summary>Why something is printed again, as the cover sheet says it.</summary>
/// <param name="Of">The id of the batch that was printed first.</param>
/// <param name="Reason">In the words of who asked for it.</param>
/// <param name="By">Who asked for it.</param>
public sealed record BatchReprint(string Of, string Reason, string By);
