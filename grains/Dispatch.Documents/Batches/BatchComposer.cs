namespace Dispatch.Documents.Batches;

/// <summary>Makes one PDF of a batch's frozen documents. Holds one of them at a time, so that memory does not grow with the batch.</summary>
public static class BatchComposer
{
    /// <summary>Writes cover sheet, letters and enclosures, with a mark on the front of every sheet.</summary>
    /// <param name="content">What is printed.</param>
    /// <param name="output">Written from its present position on; neither flushed at the end nor closed.</param>
    /// <param name="cancellationToken">Ends the composing between two documents.</param>
    /// <exception cref="BatchDocumentException">A PDF cannot be imported.</exception>
    /// <exception cref="ArgumentException">A number does not fit the marks, or there is nothing to print.</exception>
    public static Task<ComposedBatch> ComposeAsync(BatchContent content, Stream output, CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
