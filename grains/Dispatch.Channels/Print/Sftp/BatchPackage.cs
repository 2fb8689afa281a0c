using System.IO.Compression;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// The package of a print batch: a ZIP in a temporary file that is gone when this is disposed, or when the process ends. The same batch gives the same bytes: nothing is compressed
/// (the PDF is already), and every entry has the time at which the batch was made. Only buffers are held in memory.
/// </summary>
internal sealed class BatchPackage : IAsyncDisposable
{
    private const int BufferSize = 128 * 1024;

    private static readonly DateTimeOffset _firstTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _lastTime = new(2107, 12, 31, 23, 59, 58, TimeSpan.Zero);

    private BatchPackage(FileStream content) => Content = content;

    /// <summary>The ZIP, at its beginning.</summary>
    public FileStream Content { get; }

    /// <summary>Writes one.</summary>
    /// <param name="batch">What it holds.</param>
    /// <param name="files">Its names.</param>
    /// <param name="folder">Where the temporary file lies.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="InvalidDataException">The PDF is not the one that the batch names.</exception>
    public static async Task<BatchPackage> WriteAsync(BatchShipment batch, BatchFiles files, string folder, CancellationToken cancellationToken)
    {
        var package = new BatchPackage(CreateFile(folder));
        try
        {
            await WriteAsync(batch, files, package.Content, cancellationToken);
            package.Content.Position = 0;
            return package;
        }
        catch
        {
            await package.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    /// <summary>Writes the ZIP into a stream; what is read of the PDF is written before more is read.</summary>
    /// <param name="batch">What it holds.</param>
    /// <param name="files">Its names.</param>
    /// <param name="destination">Where to; it stays open.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="InvalidDataException">The PDF is not the one that the batch names.</exception>
    internal static async Task WriteAsync(BatchShipment batch, BatchFiles files, Stream destination, CancellationToken cancellationToken)
    {
        if (batch.OpenAsync is not { } openAsync)
            throw new ArgumentException("A batch that is to be sent must have its PDF.", nameof(batch));

        var time = batch.CreatedAt.ToUniversalTime();
        time = time < _firstTime ? _firstTime : time > _lastTime ? _lastTime : time;
        await using var zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);

        long pdfBytes;
        string pdfSha256;
        await using (var source = await openAsync(cancellationToken))
        await using (var entry = Open(zip, $"{files.Name}.pdf", time))
        await using (var hashing = new HashingStream(entry))
        {
            await source.CopyToAsync(hashing, BufferSize, cancellationToken);
            (pdfBytes, pdfSha256) = (hashing.Bytes, hashing.Sha256);
        }
        if (pdfSha256 != batch.Sha256)
            throw new InvalidDataException($"The PDF has the hash {pdfSha256}, and the batch names {batch.Sha256}.");

        BatchControl control;
        await using (var entry = Open(zip, $"{files.Name}.csv", time))
        await using (var hashing = new HashingStream(entry))
        {
            BatchIndex.Write(batch, hashing);
            control = new BatchControl(pdfBytes, pdfSha256, hashing.Bytes, hashing.Sha256);
        }
        await using (var entry = Open(zip, $"{files.Name}.json", time))
            control.Write(batch, files, entry);
    }
    private static FileStream CreateFile(string folder)
    {
        Directory.CreateDirectory(folder);
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            BufferSize = 0,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(folder, $"dispatch-package-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
            File.Delete(path);    // lives on without a name, and is gone even if the process is killed; Windows sees to that itself
        return file;
    }

    private static Stream Open(ZipArchive zip, string name, DateTimeOffset time)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = time;
        return entry.Open();
    }
}
