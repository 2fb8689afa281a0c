namespace Dispatch.Documents.Batches.Pdf;

/// <summary>An upright rectangle of a page.</summary>
internal readonly record struct PageBox(double Left, double Bottom, double Right, double Top)
{
    public bool IsEmpty => Right <= Left || Top <= Bottom;

    /// <summary>A rectangle by any two opposite corners.</summary>
    public static PageBox Of(double x1, double y1, double x2, double y2) => new(Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));

    public PageBox Within(PageBox other) =>
        new(Math.Max(Left, other.Left), Math.Max(Bottom, other.Bottom), Math.Min(Right, other.Right), Math.Min(Top, other.Top));
}
