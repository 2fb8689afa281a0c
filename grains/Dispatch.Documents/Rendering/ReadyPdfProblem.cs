namespace Dispatch.Documents.Rendering;

/// <summary>Why a PDF that the billing system made cannot be taken over.</summary>
public enum ReadyPdfProblem
{
    /// <summary>The file does not begin as a PDF does.</summary>
    NotPdf = 0,

    /// <summary>It is encrypted, with or without a password for reading: neither printers nor archives take it.</summary>
    Encrypted = 1,

    /// <summary>It has no pages.</summary>
    NoPages = 2,

    /// <summary>Its structure cannot be read.</summary>
    Damaged = 3,
}
