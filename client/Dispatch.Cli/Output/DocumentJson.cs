using Dispatch.Abstractions;

namespace Dispatch.Cli.Output;

/// <summary>A document in the shape of the outside contract.</summary>
internal sealed class DocumentJson(DocumentView document)
{
    public string Sha256 => document.Sha256.Value;

    public long Bytes => document.Bytes;
}
