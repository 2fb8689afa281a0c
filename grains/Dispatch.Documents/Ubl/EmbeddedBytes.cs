using System.Buffers;
using System.Buffers.Text;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// Collects the base64 text of one binary object piece by piece. Beyond the limit it only counts, so that an oversized attachment
/// costs no memory.
/// </summary>
internal sealed class EmbeddedBytes(long limit)
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private long _length;
    private bool _isForeign;

    /// <summary>How many bytes the text stands for, at most two too many.</summary>
    public long Bytes => _length / 4 * 3;

    public bool IsTooLarge => Bytes > limit;

    public void Append(ReadOnlySpan<char> piece)
    {
        var target = IsTooLarge ? [] : _text.GetSpan(piece.Length);
        var written = 0;
        foreach (var character in piece)
        {
            if (character is ' ' or '\t' or '\r' or '\n')
                continue;

            _length++;
            _isForeign |= character > 127;
            if (!target.IsEmpty)
                target[written++] = (byte)character;
        }
        if (written > 0)
            _text.Advance(written);
    }

    /// <summary>The decoded bytes; none where the text is no base64 or too large.</summary>
    public byte[]? Decode()
    {
        if (IsTooLarge || _isForeign)
            return null;

        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(_text.WrittenCount)];
        var status = Base64.DecodeFromUtf8(_text.WrittenSpan, decoded, out _, out var count);
        return status == OperationStatus.Done ? decoded[..count] : null;
    }
}
