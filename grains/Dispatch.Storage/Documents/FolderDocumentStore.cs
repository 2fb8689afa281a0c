using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Storage.Files;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dispatch.Storage.Documents;

/// <summary>
/// Documents as files <c>ab/abcdef…</c>, named by their hash. A file gets its name only when its bytes are flushed, so a name means a whole
/// document; a crash leaves at most a temporary file under <c>uploads/</c>, in the same file system, which <see cref="RemoveUploadsAsync"/> takes away.
/// </summary>
internal sealed class FolderDocumentStore(IOptions<FolderDocumentOptions> options, ILogger<FolderDocumentStore> logger) : IDocumentStore
{
    private const string PartialExtension = ".part";
    private const string TemporaryExtension = ".tmp";

    // Between those who count a document as put and those who remove old ones.
    private const string LockName = ".retention.lock";

    private static readonly ContentHash Empty = ContentHash.Of([]);

    private readonly string _folder = Path.GetFullPath(options.Value.Folder);
    private readonly string _uploads = Path.Combine(Path.GetFullPath(options.Value.Folder), "uploads");

    // Two calls for the same upload must not write the same file at once; a few locks, chosen by hash, are enough for all.
    private readonly SemaphoreSlim[] _uploadLocks = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1, 1))];

    public Task<ContentHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => OnDiskAsync(() =>
    {
        var hash = ContentHash.Of(content.Span);
        var path = PathOf(hash);
        if (IsWhole(path, content.Length) && TryTouch(path, content.Length))
        {
            // It may have been named by a writer that has not flushed the entry yet; this caller is promised that it is.
            DurableFile.FlushDirectory(Path.GetDirectoryName(path)!);
            return hash;
        }

        DurableFile.CreateDirectory(_uploads);
        DurableFile.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Path.Combine(_uploads, Guid.NewGuid().ToString("N") + TemporaryExtension);
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                file.Write(content.Span);
                DurableFile.Flush(file);
            }

            DurableFile.Rename(temporary, path); // of several writers each brings the same bytes
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        return hash;
    }, cancellationToken);

    public Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken = default) => OnDiskAsync<Stream>(() => Open(PathOf(document)), cancellationToken);

    public Task<bool> ExistsAsync(ContentHash document, CancellationToken cancellationToken = default) =>
        OnDiskAsync(() => File.Exists(PathOf(document)), cancellationToken);

    public Task<long> AppendUploadAsync(ContentHash uploadId, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) =>
        OnUploadAsync(uploadId, () =>
        {
            if (File.Exists(UploadOf(uploadId)))
                return new FileInfo(UploadOf(uploadId)).Length;

            DurableFile.CreateDirectory(_uploads);
            using var file = new FileStream(PartialOf(uploadId), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
            var present = file.Length;
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            if (offset > present || offset + chunk.Length <= present)
                return present; // a gap, which the caller fills from here, or a repeat

            file.Position = present;
            file.Write(chunk.Span[(int)(present - offset)..]);
            return file.Length;
        }, cancellationToken);

    public Task<bool> CompleteUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) =>
        OnUploadAsync(uploadId, () =>
        {
            if (File.Exists(UploadOf(uploadId)))
                return true;
            if (!File.Exists(PartialOf(uploadId)) && !TryCreateEmpty(uploadId))
                return false;

            using (var file = new FileStream(PartialOf(uploadId), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                if (ContentHash.FromBytes(SHA256.HashData(file)) != uploadId)
                {
                    File.Delete(PartialOf(uploadId));
                    return false;
                }

                DurableFile.Flush(file);
            }

            DurableFile.Rename(PartialOf(uploadId), UploadOf(uploadId));
            return true;
        }, cancellationToken);

    public Task<Stream> OpenUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) => OnDiskAsync<Stream>(() => Open(UploadOf(uploadId)), cancellationToken);

    public Task<int> RemoveDocumentsAsync(DateTimeOffset putBefore, IReadOnlySet<ContentHash> except, CancellationToken cancellationToken = default) => OnDiskAsync(() =>
    {
        if (!Directory.Exists(_folder))
            return 0;
        var count = 0;
        foreach (var path in Directory.EnumerateDirectories(_folder, "??").SelectMany(Directory.EnumerateFiles))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsOld(path) || (ContentHash.TryParse(Path.GetFileName(path), out var document) && except.Contains(document)))
                continue;

            // Looked at again when nobody can count it as put.
            using var held = FolderLock.Take(_folder, LockName);
            if (!IsOld(path))
                continue;
            File.Delete(path);
            count++;
        }

        return count;

        bool IsOld(string path) => File.GetLastWriteTimeUtc(path) < putBefore.UtcDateTime;
    }, cancellationToken);

    public Task<int> RemoveUploadsAsync(DateTimeOffset olderThan, CancellationToken cancellationToken = default) => OnDiskAsync(() =>
    {
        if (!Directory.Exists(_uploads))
            return 0;
        var old = Directory.EnumerateFiles(_uploads).Where(path => File.GetLastWriteTimeUtc(path) < olderThan.UtcDateTime).ToList();
        old.ForEach(File.Delete);
        if (old.Count > 0)
            logger.UploadsRemoved(old.Count);
        return old.Count;
    }, cancellationToken);

    /// <summary>No chunk comes for an upload without bytes, so it is made here.</summary>
    private bool TryCreateEmpty(ContentHash uploadId)
    {
        if (uploadId != Empty)
            return false;
        DurableFile.CreateDirectory(_uploads);
        File.Create(PartialOf(uploadId)).Dispose();
        return true;
    }

    private string PathOf(ContentHash document) => Path.Combine(_folder, document.Value[..2], document.Value);

    private string UploadOf(ContentHash uploadId) => Path.Combine(_uploads, uploadId.Value);

    private string PartialOf(ContentHash uploadId) => UploadOf(uploadId) + PartialExtension;

    private static bool IsWhole(string path, long length) => new FileInfo(path) is { Exists: true } file && file.Length == length;

    /// <summary>Counts a document as put now; false if it was removed meanwhile.</summary>
    private bool TryTouch(string path, long length)
    {
        using var held = FolderLock.Take(_folder, LockName, isShared: true);
        if (!IsWhole(path, length))
            return false;
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        return true;
    }

    private static FileStream Open(string path)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 4096, FileOptions.Asynchronous | FileOptions.SequentialScan);
            if (file.Length > 0 || Path.GetFileName(path) == Empty.Value)
                return file;
            file.Dispose();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"There is no document '{Path.GetFileName(path)}'.");
        }

        throw new StorageException($"The document '{Path.GetFileName(path)}' is damaged: its file is empty. Restore it from a backup, or put it again.", isUncertain: false);
    }

    private async Task<T> OnUploadAsync<T>(ContentHash uploadId, Func<T> work, CancellationToken cancellationToken)
    {
        var uploadLock = _uploadLocks[Convert.ToInt32(uploadId.Value[..1], 16)];
        await uploadLock.WaitAsync(cancellationToken);
        try
        {
            return await OnDiskAsync(work, cancellationToken);
        }
        finally
        {
            uploadLock.Release();
        }
    }

    /// <summary>Flushing blocks, so it is kept off the callers' scheduler.</summary>
    private async Task<T> OnDiskAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        catch (Exception e) when (e is IOException and not FileNotFoundException or UnauthorizedAccessException or TimeoutException)
        {
            logger.DocumentFolderFailed(e);
            throw new StorageException($"The document store's folder could not be read or written ({e.GetType().Name}); check its disk and rights.", isUncertain: false);
        }
    }
}
