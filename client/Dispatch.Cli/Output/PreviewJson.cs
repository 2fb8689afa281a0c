using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Output;

/// <summary>A preview: what finalizing would do, and where the picture of it is.</summary>
/// <param name="preview">The preview.</param>
/// <param name="file">The PDF that was written.</param>
internal sealed class PreviewJson(PreviewView preview, string file)
{
    public string Number => preview.Number;

    public string Biller => preview.Biller;

    public string Subscription => preview.Subscription;

    public string File => file;

    public DocumentJson? Document => preview.Document is { } document ? new DocumentJson(document) : null;

    public bool Repeated => preview.IsRepeated;

    public IEnumerable<PlannedJson> Dispatches => preview.Dispatches.Select(planned => new PlannedJson(planned));

    public IReadOnlyList<Finding> Findings => preview.Findings;

    public IReadOnlyList<string> Notices => preview.Notices;

    public IReadOnlyList<MergedDefinition> Merged => preview.Merged;

    internal sealed class PlannedJson(PlannedDispatchView planned)
    {
        public DispatchKind Kind => planned.Kind;

        public string Definition => planned.Definition;

        public string Destination => planned.Destination;

        public RecipientJson Recipient => new(planned.Recipient);

        public Language Language => planned.Language;

        public bool Standby => planned.IsStandby;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Postage? Postage => planned.Postage;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Enclosures => planned.Enclosures.Count > 0 ? planned.Enclosures : null;
    }
}
