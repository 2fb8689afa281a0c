using System.Security.Cryptography;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>
/// Finds objects that have been written before: the same font, logo or letter head comes again with every invoice. It remembers
/// what has been used lately, so that its size does not grow with the batch.
/// </summary>
internal sealed class SharedObjects : IDisposable
{
    // About 100 bytes each, in two generations: what is not used while as many others come is forgotten.
    private const int MostRemembered = 8 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Dictionary<Digest, int> _recent = new(MostRemembered);
    private Dictionary<Digest, int> _earlier = [];

    /// <summary>The digest of an object as it is written, its references included.</summary>
    /// <param name="body">The object, or the entries of a stream's dictionary.</param>
    /// <param name="content">The stream's bytes; empty if it is none.</param>
    public Digest DigestOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> content)
    {
        _hash.AppendData(body);
        _hash.AppendData(content);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(bytes);
        return new Digest(BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]), BitConverter.ToUInt64(bytes[16..]), BitConverter.ToUInt64(bytes[24..]));
    }

    public bool TryFind(Digest digest, out int number)
    {
        if (_recent.TryGetValue(digest, out number))
            return true;
        if (!_earlier.TryGetValue(digest, out number))
            return false;
        Remember(digest, number);
        return true;
    }

    public void Remember(Digest digest, int number)
    {
        if (_recent.Count >= MostRemembered)
        {
            (_earlier, _recent) = (_recent, _earlier);
            _recent.Clear();
        }

        _recent[digest] = number;
    }

    public void Dispose() => _hash.Dispose();

    /// <summary>A SHA-256.</summary>
    internal readonly record struct Digest(ulong A, ulong B, ulong C, ulong D)
    {
        public override int GetHashCode() => A.GetHashCode();

        public bool Equals(Digest other) => A == other.A && B == other.B && C == other.C && D == other.D;
    }
}
