namespace Dispatch.Documents.Drawing;

/// <summary>Which point of a text lies at the given x.</summary>
internal enum TextAlign
{
    Left = 0,
    Right = 1,
    Center = 2,
}
