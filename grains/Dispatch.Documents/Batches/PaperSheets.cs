namespace Dispatch.Documents.Batches;

/// <summary>How many sheets of paper pages need.</summary>
internal static class PaperSheets
{
    /// <summary>The marks count the sheets of an envelope with three digits.</summary>
    public const int MostInEnvelope = 999;

    /// <summary>The sheets of one document, which always begins on a new one.</summary>
    public static int Of(int pageCount, bool isDuplex) => isDuplex ? (pageCount + 1) / 2 : pageCount;

    /// <summary>The sheets of one envelope, enclosures included.</summary>
    public static int Of(BatchEnvelope envelope, BatchContent content) =>
        envelope.Documents.Concat(content.Enclosures).Sum(document => Of(document.PageCount, content.IsDuplex));
}
