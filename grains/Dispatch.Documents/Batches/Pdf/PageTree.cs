using System.Buffers;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>The tree of the file's pages, balanced, written as it grows: readers find page 900 of 1,000 without reading the others.</summary>
internal sealed class PageTree(PdfFileWriter writer)
{
    private const int MostKids = 64;

    private readonly List<Node> _open = [];    // from the lowest level up

    public int PageCount { get; private set; }

    /// <summary>The number of the node that the next page belongs to.</summary>
    public int Parent => NodeOf(0).Number;

    /// <summary>Adds a page that has been written with <see cref="Parent"/>.</summary>
    public void Add(int page)
    {
        PageCount++;
        Add(level: 0, page, pageCount: 1);
    }

    /// <summary>Writes what is open and gives the number of the root.</summary>
    public int Finish()
    {
        for (var level = 0; ; level++)
        {
            if (level == _open.Count - 1)
            {
                Write(_open[level], parent: 0);
                return _open[level].Number;
            }

            Close(level);
        }
    }

    private void Add(int level, int kid, int pageCount)
    {
        var node = NodeOf(level);
        node.Kids.Add(kid);
        node.PageCount += pageCount;
        if (node.Kids.Count == MostKids)
            Close(level);
    }

    private void Close(int level)
    {
        var node = _open[level];
        if (node.Kids.Count == 0)
            return;
        Write(node, NodeOf(level + 1).Number);
        _open[level] = new Node(0);
        Add(level + 1, node.Number, node.PageCount);
    }

    private Node NodeOf(int level)
    {
        if (level == _open.Count)
            _open.Add(new Node(0));
        if (_open[level].Number == 0)
            _open[level] = new Node(writer.Reserve());
        return _open[level];
    }

    private void Write(Node node, int parent)
    {
        var body = new ArrayBufferWriter<byte>().Raw("<</Type/Pages/Count "u8).Integer(node.PageCount).Raw("/Kids["u8);
        foreach (var kid in node.Kids)
            body.Reference(kid);
        body.Raw("]"u8);
        if (parent != 0)
            body.Raw("/Parent "u8).Reference(parent);
        writer.WriteObject(node.Number, body.Raw(">>"u8).WrittenSpan);
    }

    private sealed class Node(int number)
    {
        public int Number { get; } = number;

        public List<int> Kids { get; } = [];

        public int PageCount { get; set; }
    }
}
