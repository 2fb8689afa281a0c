using Dispatch.Documents.Batches.Marks;

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
    public static async Task<ComposedBatch> ComposeAsync(BatchContent content, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(output);
        Check(content);
        using var composition = new BatchComposition(content, output);
        return await composition.RunAsync(cancellationToken);
    }

    private static void Check(BatchContent content)
    {
        if (content.Number is < 0 or > SheetMark.MostBatch)
            throw new ArgumentException($"The batch's number is {content.Number}; the marks hold 0 to {SheetMark.MostBatch}.", nameof(content));
        if (content.Enclosures.Count > SheetMark.MostEnclosures)
            throw new ArgumentException($"There are {content.Enclosures.Count} enclosures; the marks count up to {SheetMark.MostEnclosures}.", nameof(content));
        if (content.Envelopes.Count == 0)
            throw new ArgumentException("There is no envelope in the batch.", nameof(content));
        foreach (var envelope in content.Envelopes)
        {
            if (envelope.Number is < 1 or > SheetMark.MostEnvelope)
                throw new ArgumentException($"An envelope's number is {envelope.Number}; the marks hold 1 to {SheetMark.MostEnvelope}.", nameof(content));
            if (envelope.Documents.Count == 0 || envelope.Documents.Concat(content.Enclosures).Any(document => document.PageCount < 1))
                throw new ArgumentException($"Envelope {envelope.Number} has no letter, or one of its documents has no page.", nameof(content));
            if (PaperSheets.Of(envelope, content) is var sheets and > PaperSheets.MostInEnvelope)
                throw new ArgumentException($"Envelope {envelope.Number} has {sheets} sheets; the marks count up to {PaperSheets.MostInEnvelope}.", nameof(content));
        }
    }
}
