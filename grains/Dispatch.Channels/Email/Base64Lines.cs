using System.Buffers;
using System.Buffers.Text;

namespace Dispatch.Channels.Email;

/// <summary>Base64 as mail carries it (RFC 2045 §6.8): lines of 76 characters that end in CR LF.</summary>
internal static class Base64Lines
{
    private const int LineBytes = 57;

    /// <summary>How long <paramref name="bytes"/> bytes become.</summary>
    public static long LengthOf(long bytes) => ((bytes + 2) / 3 * 4) + ((bytes + LineBytes - 1) / LineBytes * 2);

    /// <summary>Encodes a whole file.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> content)
    {
        var encoded = new byte[checked((int)LengthOf(content.Length))];
        var rest = encoded.AsSpan();
        while (content.Length > 0)
        {
            var line = content[..Math.Min(LineBytes, content.Length)];
            if (Base64.EncodeToUtf8(line, rest, out _, out var written) != OperationStatus.Done)
                throw new InvalidOperationException("A line of base64 did not fit its own length.");
            rest[written] = (byte)'\r';
            rest[written + 1] = (byte)'\n';
            rest = rest[(written + 2)..];
            content = content[line.Length..];
        }
        return encoded;
    }
}
