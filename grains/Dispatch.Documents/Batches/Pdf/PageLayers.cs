using System.Buffers;
using PdfSharp.Pdf;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>
/// Layers of imported pages (ISO 32000-1 §8.11). Which of them are hidden is said in each file's catalog, and in the batch's again:
/// else a layer for the screen alone would be printed.
/// </summary>
internal sealed class PageLayers
{
    private readonly HashSet<PdfObject> _hiddenOfFile = new(ReferenceEqualityComparer.Instance);
    private readonly SortedSet<int> _all = [];
    private readonly SortedSet<int> _hidden = [];

    /// <summary>Reads which layers of a file are not printed.</summary>
    public void BeginFile(PdfDocument document)
    {
        _hiddenOfFile.Clear();
        var properties = PdfValues.Dictionary(document.Internals.Catalog.Elements["/OCProperties"]);
        if (properties is null)
            return;
        var state = PdfValues.Dictionary(properties.Elements["/D"]);
        if (PdfValues.Name(state?.Elements["/BaseState"]) == "/OFF")
            _hiddenOfFile.UnionWith(PdfValues.Dictionaries(properties.Elements["/OCGs"]));
        _hiddenOfFile.ExceptWith(PdfValues.Dictionaries(state?.Elements["/ON"]));
        _hiddenOfFile.UnionWith(PdfValues.Dictionaries(state?.Elements["/OFF"]));
        foreach (var usage in PdfValues.Dictionaries(state?.Elements["/AS"]).Where(usage => PdfValues.Name(usage.Elements["/Event"]) == "/Print"))
        {
            foreach (var layer in PdfValues.Dictionaries(usage.Elements["/OCGs"]))
                ApplyPrintState(layer);
        }
    }

    public bool IsLayer(PdfObject source) => source is PdfDictionary dictionary && dictionary.Elements["/Type"] is PdfName { Value: "/OCG" };

    public bool IsHidden(PdfObject source) => _hiddenOfFile.Contains(source);

    /// <summary>Notes a layer that has been copied.</summary>
    public void Add(PdfObject source, int number)
    {
        _all.Add(number);
        if (IsHidden(source))
            _hidden.Add(number);
    }

    /// <summary>Writes the catalog's entry, if any layer has been copied.</summary>
    public void WriteTo(ArrayBufferWriter<byte> catalog)
    {
        if (_all.Count == 0)
            return;
        catalog.Raw("/OCProperties<</OCGs["u8);
        foreach (var number in _all)
            catalog.Reference(number);
        catalog.Raw("]/D<</OFF["u8);
        foreach (var number in _hidden)
            catalog.Reference(number);
        catalog.Raw("]>>>>"u8);
    }

    private void ApplyPrintState(PdfDictionary layer)
    {
        var print = PdfValues.Dictionary(PdfValues.Dictionary(layer.Elements["/Usage"])?.Elements["/Print"]);
        switch (PdfValues.Name(print?.Elements["/PrintState"]))
        {
            case "/OFF":
                _hiddenOfFile.Add(layer);
                break;
            case "/ON":
                _hiddenOfFile.Remove(layer);
                break;
        }
    }
}
