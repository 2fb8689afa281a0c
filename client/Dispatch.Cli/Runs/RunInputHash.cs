using System.Security.Cryptography;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Runs;

/// <summary>What "the same inputs" means: names and contents of all files, in order.</summary>
internal sealed class RunInputHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The hash of a UBL file and the PDF beside it.</summary>
    public static ContentHash ContentOf(ReadOnlySpan<byte> source, ReadOnlySpan<byte> pdf) =>
        pdf.IsEmpty ? ContentHash.FromBytes(source) : ContentHash.Of([.. source, .. pdf]);

    /// <summary>Adds the next file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">The hash of its content; none if it could not be read.</param>
    public void Add(string name, ContentHash content) => _hash.AppendData(Encoding.UTF8.GetBytes($"{name}\0{content}\n"));

    /// <summary>The hash of all that was added.</summary>
    public ContentHash Finish() => ContentHash.FromBytes(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
