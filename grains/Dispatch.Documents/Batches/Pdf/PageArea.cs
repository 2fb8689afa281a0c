namespace Dispatch.Documents.Batches.Pdf;

/// <summary>What is printed of a page, and how it lies. In points; the corners are those of the unturned page.</summary>
/// <param name="Media">Left, bottom, right, top of the paper.</param>
/// <param name="Shown">The same of what is shown of it.</param>
/// <param name="Rotation">0, 90, 180 or 270 degrees clockwise.</param>
/// <param name="Unit">The page's own unit in points; 1 almost everywhere.</param>
internal sealed record PageArea(PageBox Media, PageBox Shown, int Rotation, double Unit)
{
    /// <summary>A4, upright.</summary>
    public static PageArea A4 { get; } = new(new PageBox(0, 0, 595.276, 841.89), new PageBox(0, 0, 595.276, 841.89), 0, 1);

    /// <summary>As it is seen, in points.</summary>
    public double Width => (Rotation % 180 == 0 ? Shown.Right - Shown.Left : Shown.Top - Shown.Bottom) * Unit;

    /// <summary>As it is seen, in points.</summary>
    public double Height => (Rotation % 180 == 0 ? Shown.Top - Shown.Bottom : Shown.Right - Shown.Left) * Unit;

    /// <summary>A page that is wider than high, turned to the left, so that all sheets go upright through the inserter.</summary>
    public PageArea Upright() => Width > Height ? this with { Rotation = (Rotation + 270) % 360 } : this;

    /// <summary>The six numbers that lay points from the top left of the page as it is seen (x to the right, y upwards, so negative) onto the page.</summary>
    public double[] FromTopLeft()
    {
        var unit = 1 / Unit;
        return Rotation switch
        {
            90 => [0, unit, -unit, 0, Shown.Left, Shown.Bottom],
            180 => [-unit, 0, 0, -unit, Shown.Right, Shown.Bottom],
            270 => [0, -unit, unit, 0, Shown.Right, Shown.Top],
            _ => [unit, 0, 0, unit, Shown.Left, Shown.Top],
        };
    }
}
