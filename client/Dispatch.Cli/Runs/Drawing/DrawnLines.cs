using Spectre.Console.Rendering;

namespace Dispatch.Cli.Runs.Drawing;

/// <summary>Lines that are cut at the width and never wrapped.</summary>
/// <param name="lines">Their segments.</param>
internal sealed class DrawnLines(IReadOnlyList<IReadOnlyList<Segment>> lines) : Renderable
{
    /// <inheritdoc/>
    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines)
        {
            foreach (var segment in Segment.Truncate(line, maxWidth))
                yield return segment;
            yield return Segment.LineBreak;
        }
    }
}
