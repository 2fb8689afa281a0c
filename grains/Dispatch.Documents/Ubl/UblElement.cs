using System.Text;

namespace Dispatch.Documents.Ubl;

/// <summary>One element of a file: its name, its attributes without a namespace, its children, and its text if it has no children.</summary>
internal sealed class UblElement(string space, string name, int line)
{
    private const string Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    private const string Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    private StringBuilder? _text;
    private List<UblElement>? _children;
    private List<KeyValuePair<string, string>>? _attributes;

    public string Namespace => space;

    public string Name => name;

    public int Line => line;

    public string Text => _text?.ToString() ?? "";

    public int TextLength => _text?.Length ?? 0;

    /// <summary>The bytes of a binary object; none on other elements.</summary>
    public EmbeddedBytes? Binary { get; set; }

    public void AddText(ReadOnlySpan<char> piece) => (_text ??= new StringBuilder(piece.Length)).Append(piece);

    public void Add(UblElement child) => (_children ??= []).Add(child);

    public void AddAttribute(string attribute, string value) => (_attributes ??= []).Add(new(attribute, value));

    public string? Attribute(string attribute) => _attributes?.Find(each => each.Key == attribute).Value;

    /// <summary>The children of one UBL name, in order. Elements of foreign namespaces are no UBL and are passed over.</summary>
    public IEnumerable<UblElement> All(string child) =>
        _children?.Where(each => each.Name == child && (each.Namespace is Basic or Aggregate)) ?? [];
}
