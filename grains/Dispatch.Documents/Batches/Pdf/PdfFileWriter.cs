using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Documents.Batches.Pdf;

/// <summary>
/// Writes a PDF file from the front to the end. Of what is written it keeps where each object begins, and a digest of everything,
/// which becomes the file's identifier.
/// </summary>
internal sealed class PdfFileWriter : IDisposable
{
    private const int FlushBytes = 256 * 1024;

    private readonly Stream _output;
    private readonly List<long> _offsets = [0];
    private readonly IncrementalHash _content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _buffer = new(2 * FlushBytes);
    private long _flushed;

    public PdfFileWriter(Stream output)
    {
        _output = output;
        // The bytes above ASCII tell transfer programs that the file is not text.
        _buffer.Raw("%PDF-1.7\n%"u8).Raw([0xE2, 0xE3, 0xCF, 0xD3]).Raw("\n"u8);
    }

    /// <summary>The number of an object that is written later.</summary>
    public int Reserve()
    {
        _offsets.Add(0);
        return _offsets.Count - 1;
    }

    /// <summary>Writes a dictionary or another object that is no stream.</summary>
    public void WriteObject(int number, ReadOnlySpan<byte> body)
    {
        Begin(number, body);
        _buffer.Raw("\nendobj\n"u8);
        Digest(body);
    }

    /// <summary>Writes a stream. <paramref name="entries"/> are those of its dictionary, without brackets and length.</summary>
    public void WriteStream(int number, ReadOnlySpan<byte> entries, ReadOnlySpan<byte> content)
    {
        Begin(number, "<<"u8);
        _buffer.Raw(entries).Raw("/Length "u8).Integer(content.Length).Raw(">>stream\n"u8).Raw(content).Raw("\nendstream\nendobj\n"u8);
        Digest(entries);
        Digest(content);
    }

    /// <summary>Hands over to the stream what has come together.</summary>
    /// <param name="force">Also if that is little.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public async ValueTask FlushAsync(bool force, CancellationToken cancellationToken)
    {
        if (_buffer.WrittenCount < FlushBytes && !force)
            return;
        await _output.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        _flushed += _buffer.WrittenCount;
        _buffer.ResetWrittenCount();
    }

    /// <summary>Writes the table of objects and the trailer.</summary>
    public async Task FinishAsync(int catalog, int information, CancellationToken cancellationToken)
    {
        var tableOffset = _flushed + _buffer.WrittenCount;
        _buffer.Raw("xref\n0 "u8).Integer(_offsets.Count).Raw("\n0000000000 65535 f \n"u8);
        for (var number = 1; number < _offsets.Count; number++)
        {
            var offset = _offsets[number] > 0 ? _offsets[number] : throw new InvalidOperationException($"Object {number} was reserved and never written.");
            var entry = _buffer.GetSpan(20);
            offset.TryFormat(entry, out _, "0000000000", CultureInfo.InvariantCulture);
            " 00000 n \n"u8.CopyTo(entry[10..]);
            _buffer.Advance(20);
            await FlushAsync(force: false, cancellationToken);
        }

        var identity = _content.GetHashAndReset().AsSpan(0, 16).ToArray();
        _buffer.Raw("trailer\n<</Size "u8).Integer(_offsets.Count).Raw("/Root "u8).Reference(catalog).Raw("/Info "u8).Reference(information)
            .Raw("/ID["u8).Text(identity).Text(identity).Raw("]>>\nstartxref\n"u8).Raw(Encoding.ASCII.GetBytes(tableOffset.ToString(CultureInfo.InvariantCulture))).Raw("\n%%EOF\n"u8);
        await FlushAsync(force: true, cancellationToken);
    }

    public void Dispose() => _content.Dispose();

    private void Begin(int number, ReadOnlySpan<byte> body)
    {
        _offsets[number] = _flushed + _buffer.WrittenCount;
        _buffer.Integer(number).Raw("0 obj\n"u8).Raw(body);
    }

    private void Digest(ReadOnlySpan<byte> bytes) => _content.AppendData(bytes);
}
