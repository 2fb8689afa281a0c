using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>
/// A request's attributes and, streamed behind them, its document. It announces its length: CUPS prints the part of a document that it got when a
/// connection breaks within the size line of a chunk, and does not when it breaks before the length is reached. The last piece leaves
/// only when the whole had the right hash, so that a document that was changed never arrives whole.
/// </summary>
internal sealed class IppContent : HttpContent
{
    private const int PieceBytes = 64 * 1024;

    private readonly byte[] _attributes;
    private readonly IppDocument? _document;
    private bool _isBegun;

    /// <param name="attributes">The encoded message.</param>
    /// <param name="document">The document; none for requests without one.</param>
    public IppContent(byte[] attributes, IppDocument? document = null)
    {
        (_attributes, _document) = (attributes, document);
        Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
    }

    /// <summary>Whether a byte of the document may have left.</summary>
    public bool IsDocumentBegun => Volatile.Read(ref _isBegun);

    /// <summary>What was wrong with the document; none if nothing was.</summary>
    public Exception? DocumentError { get; private set; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_attributes, cancellationToken);
        if (_document is not null)
            await CopyAsync(_document, stream, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _attributes.Length + (_document?.Bytes ?? 0);
        return true;
    }

    private async Task CopyAsync(IppDocument source, Stream target, CancellationToken cancellationToken)
    {
        var (piece, next) = (ArrayPool<byte>.Shared.Rent(PieceBytes), ArrayPool<byte>.Shared.Rent(PieceBytes));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var stream = await OpenAsync(source, cancellationToken);
            var total = 0L;
            var count = await ReadAsync(stream, piece, cancellationToken);
            while (count > 0)
            {
                hash.AppendData(piece, 0, count);
                total += count;
                var following = await ReadAsync(stream, next, cancellationToken);
                if (following == 0)
                    Check(source, total, hash.GetHashAndReset());
                Volatile.Write(ref _isBegun, true);
                await target.WriteAsync(piece.AsMemory(0, count), cancellationToken);
                (piece, next, count) = (next, piece, following);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            ArrayPool<byte>.Shared.Return(next);
        }
    }

    private async Task<Stream> OpenAsync(IppDocument source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenAsync(cancellationToken);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            throw Remember(error);
        }
    }

    private async Task<int> ReadAsync(Stream stream, byte[] piece, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(piece.AsMemory(0, PieceBytes), PieceBytes, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            throw Remember(error);
        }
    }

    private void Check(IppDocument source, long total, byte[] hash)
    {
        if (total != source.Bytes || Convert.ToHexStringLower(hash) != source.Sha256)
            throw Remember(new InvalidDataException("The document is not what was frozen."));
    }

    private Exception Remember(Exception error) => DocumentError = error;
}
