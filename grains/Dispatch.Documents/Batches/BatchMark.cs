using Dispatch.Documents.Batches.Marks;

namespace Dispatch.Documents.Batches;

/// <summary>The mark of a sheet as a scanner reads it: which envelope of which batch.</summary>
/// <param name="Batch">The batch's number.</param>
/// <param name="Envelope">The envelope's number; 0 for the cover sheet.</param>
public readonly record struct BatchMark(long Batch, int Envelope)
{
    /// <summary>Reads the text of a mark's DataMatrix.</summary>
    public static bool TryRead(string code, out BatchMark mark)
    {
        var isMark = SheetMark.TryRead(code, out var batch, out var envelope);
        mark = new BatchMark(batch, envelope);
        return isMark;
    }
}
