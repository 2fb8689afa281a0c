namespace Dispatch.Abstractions;

/// <summary>When a PDF inside the UBL file (BG-24) is taken as the invoice instead of rendering one.</summary>
public enum EmbeddedPdf
{
    /// <summary>Where its description (BT-123) is <c>invoice</c>.</summary>
    Marked = 0,

    /// <summary>The marked one, else the first PDF attachment.</summary>
    Use = 1,

    /// <summary>Never.</summary>
    Ignore = 2,
}
