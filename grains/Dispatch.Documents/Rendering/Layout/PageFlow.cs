using Dispatch.Documents.Drawing;

namespace Dispatch.Documents.Rendering.Layout;

/// <summary>Puts blocks under one another and begins pages. Nothing is drawn until all pages are known.</summary>
internal sealed class PageFlow
{
    private readonly List<List<(Block Block, double Top)>> _pages = [[]];
    private TableFrame? _table;
    private double _carriedHeight;

    public PageFlow(double top) => Y = top;

    /// <summary>Where the next block would stand.</summary>
    public double Y { get; private set; }

    public int PageCount => _pages.Count;

    /// <summary>Begins a page if the height does not fit above the given bottom.</summary>
    public void Keep(double height, double bottom = Grid.ContentBottom)
    {
        if (Y + height + _carriedHeight > bottom && Y > Grid.ContentTop)
            BeginPage(withTableHead: true);
    }

    /// <summary>Adds a block, on a new page if it does not fit.</summary>
    public void Add(Block block)
    {
        Keep(block.Height);
        Place(block);
    }

    /// <summary>Adds blocks that stay on one page.</summary>
    public void AddTogether(IReadOnlyList<Block> blocks, double bottom = Grid.ContentBottom)
    {
        Keep(blocks.Sum(block => block.Height), bottom);
        foreach (var block in blocks)
            Place(block);
    }

    /// <summary>Begins a table; its head is placed now and on each page that follows.</summary>
    public void BeginTable(TableFrame table)
    {
        Place(table.Head);
        _table = table;
        _carriedHeight = table.Carried?.Invoke().Height ?? 0;
    }

    /// <summary>
    /// The rows are complete, but what follows still belongs to the table: if it goes to another page, the amount is carried
    /// there, without the head. The last row has left room for that.
    /// </summary>
    public void EndRows()
    {
        _table = _table is null ? null : _table with { Head = Block.Space(0) };
        _carriedHeight = 0;
    }

    public void EndTable()
    {
        _table = null;
        _carriedHeight = 0;
    }

    /// <summary>Begins a page whether or not the present one is full.</summary>
    public void BeginPage(bool withTableHead = false)
    {
        var carried = withTableHead ? _table?.Carried?.Invoke() : null;
        if (carried is { } last)
            Place(last);
        _pages.Add([]);
        Y = Grid.ContentTop;
        if (withTableHead && _table is not null)
            Place(_table.Head);
        if (carried is { } first)
            Place(first);
    }

    /// <summary>Draws the blocks of one page.</summary>
    public void Draw(int pageIndex, PdfDrawing drawing)
    {
        foreach (var (block, top) in _pages[pageIndex])
            block.Draw(drawing, top);
    }

    private void Place(Block block)
    {
        _pages[^1].Add((block, Y));
        Y += block.Height;
    }
}
