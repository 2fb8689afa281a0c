using Renci.SshNet;
using Renci.SshNet.Common;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>One connection to a print service, with the few things that are done over it.</summary>
internal sealed class SftpSession(SftpClient client) : IAsyncDisposable
{
    /// <summary>The size of a file in bytes; none if there is none.</summary>
    public async Task<long?> FindSizeAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAttributesAsync(path, cancellationToken)).Size;
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes a file; what lay there is overwritten. Ends when the service has acknowledged all of it.</summary>
    public Task UploadAsync(Stream content, string path, CancellationToken cancellationToken) =>
        client.UploadFileAsync(content, path, canOverride: true, uploadProgress: null, cancellationToken);

    /// <summary>
    /// Renames a file at one stroke. Cancelled, it may still happen. A service that does not know POSIX renames is asked for the plain one, which
    /// replaces nothing.
    /// </summary>
    public Task RenameAsync(string from, string to, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            try
            {
                client.RenameFile(from, to, isPosix: true);
            }
            catch (NotSupportedException)
            {
                client.RenameFile(from, to);
            }
        },
        CancellationToken.None).WaitAsync(cancellationToken);

    /// <summary>Deletes a file.</summary>
    /// <returns>Whether it was there.</returns>
    public async Task<bool> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteFileAsync(path, cancellationToken);
            return true;
        }
        catch (SftpPathNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Reads a small file.</summary>
    /// <returns>Its bytes; none if there is none.</returns>
    /// <exception cref="BatchReceiptException">It is larger than <paramref name="maxBytes"/>.</exception>
    public async Task<byte[]?> ReadAsync(string path, int maxBytes, CancellationToken cancellationToken)
    {
        if (await FindSizeAsync(path, cancellationToken) is not { } size)
            return null;
        if (size > maxBytes)
            throw new BatchReceiptException(line: 0, "it is too large");

        try
        {
            using var content = new MemoryStream((int)size);
            await client.DownloadFileAsync(path, content, cancellationToken);
            return content.ToArray();
        }
        catch (SftpPathNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The names in a folder.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (var file in client.ListDirectoryAsync(folder, cancellationToken))
            names.Add(file.Name);
        return names;
    }

    /// <summary>The bytes that are free where a folder lies; none if the service does not say.</summary>
    public async Task<decimal?> FindFreeBytesAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            var system = await client.GetStatusAsync(folder, cancellationToken);
            return (decimal)system.AvailableBlocks * system.BlockSize;
        }
        catch (Exception error) when (error is NotSupportedException or SftpException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => new(Task.Run(client.Dispose));    // says goodbye, and may wait a second for the answer
}
