using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>Something that is not divided between pages.</summary>
/// <param name="Height">In millimetres.</param>
/// <param name="Draw">Draws it with its top at the given y.</param>
internal readonly record struct Block(double Height, Action<PdfDrawing, double> Draw)
{
    /// <summary>Blocks under one another as one.</summary>
    public static Block Stack(IReadOnlyList<Block> blocks) => new(blocks.Sum(block => block.Height), (drawing, top) =>
    {
        foreach (var block in blocks)
        {
            block.Draw(drawing, top);
            top += block.Height;
        }
    });

    public static Block Space(double height) => new(height, static (_, _) => { });
}
