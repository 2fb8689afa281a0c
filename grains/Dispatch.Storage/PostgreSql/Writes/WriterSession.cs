using Dispatch.Abstractions;
using Dispatch.Storage.Dispatches;
using Npgsql;

namespace Dispatch.Storage.PostgreSql.Writes;

/// <summary>A writer's connection: writes a group as one batch, which is one round trip and one transaction.</summary>
internal sealed class WriterSession(NpgsqlConnection connection, LaneNumbers lanes) : IAsyncDisposable
{
    /// <summary>Writes the group. When it returns, all is committed and each write has its result.</summary>
    public async Task WriteAsync(IReadOnlyCollection<QueuedWrite> group)
    {
        List<AcceptWrite> accepts = [.. group.OfType<AcceptWrite>().OrderBy(write => write.Key)];
        List<ChangeWrite> changes = [.. group.OfType<ChangeWrite>().OrderBy(write => write.Id)];
        await PrepareAsync(accepts);

        await using var batch = new NpgsqlBatch(connection);
        var accept = accepts.Count > 0 ? WriteStatements.Accept(accepts, lanes.Of) : null;
        if (accept is not null)
            batch.BatchCommands.Add(accept);
        AddChanges(batch, changes);

        // Rows arrive before the commit; it is certain only when the reader has been closed without an error.
        var byId = changes.ToDictionary(write => write.Id);
        await using (var reader = await batch.ExecuteReaderAsync())
        {
            do
            {
                while (await reader.ReadAsync())
                    byId[reader.GetInt64(0)].Result = new WriteResult(IsWritten: true, reader.GetInt64(1), reader.FieldCount > 2 && reader.GetInt64(2) > 0);
            }
            while (await reader.NextResultAsync());
        }

        if (accept is not null)
            await FinishAsync(accepts, accept.RecordsAffected);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static void AddChanges(NpgsqlBatch batch, List<ChangeWrite> changes)
    {
        var plain = changes.Where(write => write.Change.ActivateFallback is null).ToLookup(write => write.Change.Guard is WriteGuard.OfVersion);
        if (plain[true].Any())
            batch.BatchCommands.Add(WriteStatements.OfVersion([.. plain[true]]));
        if (plain[false].Any())
            batch.BatchCommands.Add(WriteStatements.OfAttempt([.. plain[false]]));
        foreach (var write in changes.Where(write => write.Change.ActivateFallback is not null))
            batch.BatchCommands.Add(WriteStatements.WithFallback(write));
    }

    /// <summary>Ids in the order of acceptance need one short question before; ids taken in advance would order invoices by the writer.</summary>
    private async Task PrepareAsync(List<AcceptWrite> accepts)
    {
        if (accepts.Count == 0)
            return;
        await lanes.LearnAsync(connection, accepts.SelectMany(write => write.Dispatches).Select(dispatch => dispatch.Row.Lane));
        var ids = await connection.QueryAsync("SELECT nextval('invoice_id') FROM generate_series(1, $1)", reader => reader.GetInt64(0), accepts.Count);
        for (var i = 0; i < accepts.Count; i++)
            accepts[i].Number(ids[i]);
    }

    private async Task FinishAsync(List<AcceptWrite> accepts, int insertedCount)
    {
        if (insertedCount == accepts.Sum(write => write.Dispatches.Count))
        {
            accepts.ForEach(write => write.Inserted());
            return;
        }

        var inserted = await InsertedAsync(accepts);
        await ResolveAsync([.. accepts.Where(write => !inserted.Contains(write.Row.Id))], isLastTry: false);
    }

    /// <summary>Somebody has the number, then its rows are the answer; or somebody has the name, then the long one is tried.</summary>
    private async Task ResolveAsync(List<AcceptWrite> lost, bool isLastTry)
    {
        var missing = new List<AcceptWrite>();
        foreach (var write in lost)
        {
            if (await connection.FindInvoiceAsync(write.Row.Biller, write.Row.Number) is { } existing)
                write.Found(existing);
            else if (isLastTry)
                write.Fail(NoName(write.Row));
            else
                missing.Add(write);
        }

        if (missing.Count == 0)
            return;
        missing.ForEach(write => write.TakeLongName());
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { WriteStatements.Accept(missing, lanes.Of) } };
        await batch.ExecuteNonQueryAsync();
        var inserted = await InsertedAsync(missing);
        await ResolveAsync([.. missing.Where(write => !inserted.Contains(write.Row.Id))], isLastTry: true);
    }

    private async Task<HashSet<long>> InsertedAsync(List<AcceptWrite> accepts)
    {
        var ids = await connection.QueryAsync(
            "SELECT id FROM invoice WHERE id = ANY ($1)", reader => reader.GetInt64(0), accepts.Select(write => write.Row.Id).ToArray());
        HashSet<long> inserted = [.. ids];
        foreach (var write in accepts.Where(write => inserted.Contains(write.Row.Id)))
            write.Inserted();
        return inserted;
    }

    private static StorageException NoName(InvoiceRow row) => new(
        $"The invoice {row.Biller}/{row.Number} can have no name: other invoices are called '{row.Number}' and '{row.Biller}/{row.Number}'. Give it another number.", isUncertain: false);
}
