namespace Dispatch.Documents.Fonts;

/// <summary>The two cuts of Dispatch Sans.</summary>
internal enum FontWeight
{
    Regular = 0,
    Bold = 1,
}
