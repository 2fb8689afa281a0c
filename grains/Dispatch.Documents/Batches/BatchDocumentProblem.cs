namespace Dispatch.Documents.Batches;

/// <summary>Why a document cannot become part of a batch.</summary>
public enum BatchDocumentProblem
{
    /// <summary>Its structure cannot be read.</summary>
    Damaged = 0,

    /// <summary>It is encrypted.</summary>
    Encrypted = 1,

    /// <summary>It has more or fewer pages than was said.</summary>
    OtherPageCount = 2,
}
