using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>One of the floor's workers, on a connection of its own.</summary>
internal sealed class FloorWorker(Batch batch, NpgsqlConnection connection) : IAsyncDisposable
{
    public const int RowsPerUpdate = 500;

    private const int ShardCount = 32;

    private const string CopyInvoices =
        "COPY invoice (id, biller, number, name, subscription, issue_date, input_hash, source_hash, document_hash, document_bytes, finalized_at, requested_by, details) FROM STDIN (FORMAT BINARY)";

    private const string CopyDispatches = """
        COPY dispatch (id, invoice_id, document_bytes, version, due_at, changed_at, copy, definition_version, page_count, attempt, lane_id, shard, kind, language, state,
            requested, possible_duplicate, definition, recipient, document_hash) FROM STDIN (FORMAT BINARY)
        """;

    private const string Intent = """
        UPDATE dispatch d SET state = 2, attempt = u.attempt, attempt_token = u.token, started_at = now(), ended_at = NULL, outcome = NULL,
            due_at = now() + interval '12 minutes', changed_at = now(), version = d.version + 1
        FROM unnest($1::bigint[], $2::integer[], $3::uuid[]) AS u (id, attempt, token)
        WHERE d.id = u.id AND d.state IN (1, 4) AND d.attempt = u.attempt - 1
        """;

    private const string Outcome = """
        UPDATE dispatch d SET state = u.state, outcome = u.outcome, ended_at = now(), due_at = now() + u.delay, reason = u.reason, proof_kind = u.proof_kind,
            proof_value = u.proof_value, changed_at = now(), version = d.version + 1
        FROM unnest($1::bigint[], $2::uuid[], $3::smallint[], $4::smallint[], $5::interval[], $6::smallint[], $7::text[], $8::text[])
            AS u (id, token, state, outcome, delay, reason, proof_kind, proof_value)
        WHERE d.id = u.id AND d.state = 2 AND d.attempt_token = u.token
        """;

    private readonly Queue<(FloorDispatch Dispatch, DateTimeOffset DueAt)> _deferred = new();

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    /// <summary>Accepts invoices and makes the first attempts, then those second ones that are due by then.</summary>
    public async Task DispatchAsync(IReadOnlyList<FloorInvoice> invoices)
    {
        await CopyAsync(invoices);
        await AttemptAsync([.. invoices.SelectMany(invoice => (FloorDispatch[])
        [
            new FloorDispatch(invoice.Id * 1000, invoice.Number, Batch.FirstDefinition, 1),
            new FloorDispatch((invoice.Id * 1000) + 1, invoice.Number, Batch.SecondDefinition, 1),
        ])]);
        if (_deferred.Count >= RowsPerUpdate)
            await RetryDueAsync();
    }

    /// <summary>Waits for the second attempts that are left, and makes them.</summary>
    public async Task FinishAsync()
    {
        while (_deferred.Count > 0)
        {
            var lastOfNext = _deferred.Take(RowsPerUpdate).Last().DueAt - DateTimeOffset.UtcNow;
            if (lastOfNext > TimeSpan.Zero)
                await Task.Delay(lastOfNext);
            await RetryDueAsync();
        }
    }

    private async Task CopyAsync(IReadOnlyList<FloorInvoice> invoices)
    {
        var now = WholeMilliseconds(DateTime.UtcNow);
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var copy = await connection.BeginBinaryImportAsync(CopyInvoices))
        {
            foreach (var invoice in invoices)
                await WriteInvoiceAsync(copy, invoice, now);
            await copy.CompleteAsync();
        }

        await using (var copy = await connection.BeginBinaryImportAsync(CopyDispatches))
        {
            foreach (var invoice in invoices)
            {
                await WriteDispatchAsync(copy, invoice, 0, Batch.FirstDefinition, now);
                await WriteDispatchAsync(copy, invoice, 1, Batch.SecondDefinition, now);
            }

            await copy.CompleteAsync();
        }

        await transaction.CommitAsync();
    }

    private async Task RetryDueAsync()
    {
        var due = new List<FloorDispatch>(RowsPerUpdate);
        while (due.Count < RowsPerUpdate && _deferred.TryPeek(out var next) && next.DueAt <= DateTimeOffset.UtcNow)
            due.Add(_deferred.Dequeue().Dispatch);
        if (due.Count > 0)
            await AttemptAsync(due);
    }

    private async Task AttemptAsync(List<FloorDispatch> dispatches)
    {
        var ids = dispatches.ConvertAll(dispatch => dispatch.Id);
        var tokens = dispatches.ConvertAll(_ => Guid.NewGuid());
        await UpdateAsync(Intent, dispatches.Count, [Array(ids), Array(dispatches.ConvertAll(dispatch => dispatch.Attempt)), Array(tokens)]);

        var delivered = dispatches.ConvertAll(dispatch => batch.TrySend(dispatch.Number, dispatch.Definition, dispatch.Attempt));
        await UpdateAsync(Outcome, dispatches.Count,
        [
            Array(ids),
            Array(tokens),
            Array(delivered.ConvertAll(isDelivered => (short)(isDelivered ? 5 : 4))),
            Array(delivered.ConvertAll(isDelivered => (short)(isDelivered ? 0 : 3))),
            Array(delivered.ConvertAll(isDelivered => isDelivered ? (TimeSpan?)null : Batch.RetryDelay)),
            Array(delivered.ConvertAll(isDelivered => isDelivered ? (short?)null : 0)),
            Array(delivered.ConvertAll(isDelivered => isDelivered ? "sink" : null)),
            Array(delivered.ConvertAll(isDelivered => isDelivered ? "250 2.0.0" : null)),
        ]);

        batch.Settle(delivered.Count(isDelivered => isDelivered));
        foreach (var (dispatch, isDelivered) in dispatches.Zip(delivered))
        {
            if (!isDelivered)
                _deferred.Enqueue((dispatch with { Attempt = dispatch.Attempt + 1 }, DateTimeOffset.UtcNow + Batch.RetryDelay));
        }
    }

    private async Task UpdateAsync(string statement, int count, NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        command.Parameters.AddRange(parameters);
        if (await command.ExecuteNonQueryAsync() is var updated && updated != count)
            throw new InvalidOperationException($"{updated} of {count} rows were updated, which nobody else touches.");
    }

    private static async Task WriteInvoiceAsync(NpgsqlBinaryImporter copy, FloorInvoice invoice, DateTime now)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(invoice.Number));
        await copy.StartRowAsync();
        await copy.WriteAsync(invoice.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync("utility", NpgsqlDbType.Text);
        await copy.WriteAsync(invoice.Number, NpgsqlDbType.Text);
        await copy.WriteAsync(invoice.Number, NpgsqlDbType.Text);
        await copy.WriteAsync("S-01", NpgsqlDbType.Text);
        await copy.WriteAsync(new DateOnly(2026, 10, 31), NpgsqlDbType.Date);
        await copy.WriteAsync(hash, NpgsqlDbType.Bytea);
        await copy.WriteAsync(hash, NpgsqlDbType.Bytea);
        await copy.WriteAsync(hash, NpgsqlDbType.Bytea);
        await copy.WriteAsync(40_000L, NpgsqlDbType.Bigint);
        await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync("benchmark", NpgsqlDbType.Text);
        await copy.WriteAsync(Batch.Recipient, NpgsqlDbType.Text);
    }

    private static async Task WriteDispatchAsync(NpgsqlBinaryImporter copy, FloorInvoice invoice, short place, string definition, DateTime now)
    {
        var id = (invoice.Id * 1000) + place;
        await copy.StartRowAsync();
        await copy.WriteAsync(id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(invoice.Id, NpgsqlDbType.Bigint);
        await copy.WriteAsync(40_000L, NpgsqlDbType.Bigint);
        await copy.WriteAsync(1L, NpgsqlDbType.Bigint);
        await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        await copy.WriteAsync(0, NpgsqlDbType.Integer);
        await copy.WriteAsync(1, NpgsqlDbType.Integer);
        await copy.WriteAsync(2, NpgsqlDbType.Integer);
        await copy.WriteAsync(0, NpgsqlDbType.Integer);
        await copy.WriteAsync((short)(place + 1), NpgsqlDbType.Smallint);
        await copy.WriteAsync((short)((invoice.Id + place) % ShardCount), NpgsqlDbType.Smallint);
        await copy.WriteAsync(place, NpgsqlDbType.Smallint);
        await copy.WriteAsync((short)0, NpgsqlDbType.Smallint);
        await copy.WriteAsync((short)1, NpgsqlDbType.Smallint);
        await copy.WriteAsync((short)0, NpgsqlDbType.Smallint);
        await copy.WriteAsync(false, NpgsqlDbType.Boolean);
        await copy.WriteAsync(definition, NpgsqlDbType.Text);
        await copy.WriteAsync(Batch.Recipient, NpgsqlDbType.Text);
        await copy.WriteAsync(SHA256.HashData(Encoding.UTF8.GetBytes(invoice.Number)), NpgsqlDbType.Bytea);
    }

    private static NpgsqlParameter<List<T>> Array<T>(List<T> values) => new() { TypedValue = values };

    private static DateTime WholeMilliseconds(DateTime value) => new(value.Ticks - (value.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);
}
