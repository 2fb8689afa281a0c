using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Storage.Documents;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Dispatch.Storage.PostgreSql.Documents;

/// <summary>Documents in the cluster's database, by content hash, in chunks.</summary>
internal sealed class PostgreSqlDocumentStore(PostgreSqlDatabase database, ILogger<PostgreSqlDocumentStore> logger) : IDocumentStore
{
    private const int ChunkBytes = 256 * 1024;

    private static readonly ContentHash _empty = ContentHash.Of([]);

    // One statement writes a document with all its chunks, so that none is ever there in part.
    private const string Put = """
        WITH added AS (INSERT INTO document (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING hash)
        INSERT INTO document_chunk (hash, number, content)
        SELECT a.hash, c.number, c.content FROM added a CROSS JOIN unnest($3::integer[], $4::bytea[]) AS c (number, content)
        """;

    // In one transaction with the statement above, and before it: whoever removes old documents waits for it, and then finds this one new.
    private const string Touch = "UPDATE document SET put_at = now() WHERE hash = $1";

    private const string Remove = """
        WITH gone AS (DELETE FROM document
            WHERE hash IN (SELECT hash FROM document WHERE put_at < $1 AND hash <> ALL ($2) ORDER BY put_at LIMIT 500) AND put_at < $1 RETURNING hash),
        chunks AS (DELETE FROM document_chunk c USING gone g WHERE c.hash = g.hash)
        SELECT 1 FROM gone
        """;

    public Task<ContentHash> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        var hash = ContentHash.Of(content.Span);
        return database.UseAsync(async connection =>
        {
            // Most often it is new, so it is written without asking; a document that is there already costs its transfer once more.
            var chunks = Enumerable.Range(0, (content.Length + ChunkBytes - 1) / ChunkBytes).ToArray();
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    Command(Touch, Bytes(hash)),
                    Command(
                        Put, Bytes(hash), (long)content.Length, chunks,
                        chunks.Select(chunk => content.Slice(chunk * ChunkBytes, Math.Min(ChunkBytes, content.Length - (chunk * ChunkBytes))).ToArray()).ToArray()),
                },
            };
            await batch.ExecuteNonQueryAsync();
            return hash;
        }, cancellationToken);
    }

    public async Task<Stream> OpenReadAsync(ContentHash document, CancellationToken cancellationToken = default) =>
        await OpenAsync(document, "SELECT bytes FROM document WHERE hash = $1", ReadDocumentChunkAsync, cancellationToken);

    public Task<bool> ExistsAsync(ContentHash document, CancellationToken cancellationToken = default) =>
        ExistsAsync("SELECT 1 FROM document WHERE hash = $1", document, cancellationToken);

    public Task<long> AppendUploadAsync(ContentHash uploadId, long offset, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken = default) =>
        OnUploadAsync(uploadId, async connection =>
        {
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            var present = await PresentAsync(connection, uploadId);
            if (offset > present || offset + chunk.Length <= present || await IsCompleteAsync(connection, uploadId))
                return present; // a gap, which the caller fills from here, or a repeat

            await TouchAsync(connection, uploadId);
            await ExecuteAsync(
                connection, "INSERT INTO upload_chunk (hash, chunk_offset, content) VALUES ($1, $2, $3)",
                Bytes(uploadId), present, chunk[(int)(present - offset)..].ToArray());
            return offset + chunk.Length;
        }, cancellationToken);

    public Task<bool> CompleteUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) =>
        OnUploadAsync(uploadId, async connection =>
        {
            if (await IsCompleteAsync(connection, uploadId))
                return true;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            while (await ReadUploadChunkAsync(connection, uploadId, bytes) is { } chunk && chunk.Start == bytes && chunk.Content.Length > 0)
            {
                hash.AppendData(chunk.Content);
                bytes += chunk.Content.Length;
            }

            if (bytes == 0 && uploadId != _empty)
                return false;
            if (ContentHash.FromBytes(hash.GetHashAndReset()) != uploadId)
            {
                await ExecuteAsync(connection, "WITH gone AS (DELETE FROM upload_chunk WHERE hash = $1) DELETE FROM upload WHERE hash = $1", Bytes(uploadId));
                return false;
            }

            await TouchAsync(connection, uploadId);
            await ExecuteAsync(connection, "UPDATE upload SET completed_at = now() WHERE hash = $1", Bytes(uploadId));
            return true;
        }, cancellationToken);

    public async Task<Stream> OpenUploadAsync(ContentHash uploadId, CancellationToken cancellationToken = default) => await OpenAsync(
        uploadId,
        "SELECT (SELECT coalesce(sum(octet_length(content)), 0)::bigint FROM upload_chunk WHERE hash = $1) FROM upload WHERE hash = $1 AND completed_at IS NOT NULL",
        ReadUploadChunkAsync, cancellationToken);

    public async Task<int> RemoveDocumentsAsync(DateTimeOffset putBefore, IReadOnlySet<ContentHash> except, CancellationToken cancellationToken = default)
    {
        var count = 0;
        var kept = except.Select(Bytes).ToArray();
        while (true)
        {
            var removed = await database.UseAsync(connection => connection.QueryAsync(Remove, reader => reader.GetInt32(0), putBefore.UtcDateTime, kept), cancellationToken);
            if (removed.Count == 0)
                return count;
            count += removed.Count;
        }
    }

    public async Task<int> RemoveUploadsAsync(DateTimeOffset olderThan, CancellationToken cancellationToken = default)
    {
        var before = olderThan.UtcDateTime;
        var removed = await database.UseAsync(
            connection => connection.QueryAsync(
                """
                WITH gone AS (DELETE FROM upload WHERE written_at < $1 RETURNING hash),
                chunks AS (DELETE FROM upload_chunk c USING gone g WHERE c.hash = g.hash)
                SELECT 1 FROM gone
                """, reader => reader.GetInt32(0), before), cancellationToken);
        if (removed.Count > 0)
            logger.UploadsRemoved(removed.Count);
        return removed.Count;
    }

    private Task<Stream> OpenAsync(
        ContentHash hash, string lengthSql, Func<NpgsqlConnection, ContentHash, long, Task<(long Start, byte[] Content)?>> readChunk, CancellationToken cancellationToken) =>
        database.UseAsync<Stream>(async connection =>
        {
            var length = await connection.QueryAsync(lengthSql, reader => reader.GetInt64(0), Bytes(hash));
            if (length.Count == 0)
                throw new FileNotFoundException($"There is no document '{hash}'.");
            return new ChunkStream(length[0], (position, stop) => database.UseAsync(reading => readChunk(reading, hash, position), stop));
        }, cancellationToken);

    private static Task<(long Start, byte[] Content)?> ReadDocumentChunkAsync(NpgsqlConnection connection, ContentHash hash, long position) => ReadChunkAsync(
        connection, $"SELECT number::bigint * {ChunkBytes}, content FROM document_chunk WHERE hash = $1 AND number = $2", hash, (int)(position / ChunkBytes));

    private static Task<(long Start, byte[] Content)?> ReadUploadChunkAsync(NpgsqlConnection connection, ContentHash hash, long position) => ReadChunkAsync(
        connection, "SELECT chunk_offset, content FROM upload_chunk WHERE hash = $1 AND chunk_offset <= $2 ORDER BY chunk_offset DESC LIMIT 1", hash, position);

    private static async Task<(long Start, byte[] Content)?> ReadChunkAsync(NpgsqlConnection connection, string sql, ContentHash hash, object place)
    {
        var chunks = await connection.QueryAsync(sql, reader => (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)), Bytes(hash), place);
        return chunks.Count == 0 ? null : chunks[0];
    }

    /// <summary>One call at a time works on an upload, on whatever silo: a lock of the transaction.</summary>
    private Task<T> OnUploadAsync<T>(ContentHash uploadId, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancellationToken) =>
        database.UseAsync(async connection =>
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", uploadId.Value);
            var result = await work(connection);
            await transaction.CommitAsync(CancellationToken.None);
            return result;
        }, cancellationToken);

    private static async Task<long> PresentAsync(NpgsqlConnection connection, ContentHash uploadId) => (await connection.QueryAsync(
        "SELECT coalesce(max(chunk_offset + octet_length(content)), 0) FROM upload_chunk WHERE hash = $1", reader => reader.GetInt64(0), Bytes(uploadId))).Single();

    private static async Task<bool> IsCompleteAsync(NpgsqlConnection connection, ContentHash uploadId) => (await connection.QueryAsync(
        "SELECT 1 FROM upload WHERE hash = $1 AND completed_at IS NOT NULL", reader => reader.GetInt32(0), Bytes(uploadId))).Count > 0;

    private static Task TouchAsync(NpgsqlConnection connection, ContentHash uploadId) =>
        ExecuteAsync(connection, "INSERT INTO upload (hash) VALUES ($1) ON CONFLICT (hash) DO UPDATE SET written_at = now()", Bytes(uploadId));

    private Task<bool> ExistsAsync(string sql, ContentHash hash, CancellationToken cancellationToken) => database.UseAsync(
        async connection => (await connection.QueryAsync(sql, reader => reader.GetInt32(0), Bytes(hash))).Count > 0, cancellationToken);

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params object[] values) => await connection.QueryAsync(sql, _ => 0, values);

    private static byte[] Bytes(ContentHash hash) => Convert.FromHexString(hash.Value);
}
