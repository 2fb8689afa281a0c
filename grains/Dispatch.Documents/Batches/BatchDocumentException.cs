namespace Dispatch.Documents.Batches;

/// <summary>A document's PDF cannot become part of a batch. What has been written of the batch is of no use.</summary>
public sealed class BatchDocumentException : Exception
{
    internal BatchDocumentException(string documentName, BatchDocumentProblem problem, string what)
        : base($"The PDF of {documentName} cannot be printed in a batch: {what}.") => (DocumentName, Problem) = (documentName, problem);

    /// <summary>As in <see cref="BatchDocument.Name"/>.</summary>
    public string DocumentName { get; }

    /// <summary>What is wrong with it.</summary>
    public BatchDocumentProblem Problem { get; }
}
