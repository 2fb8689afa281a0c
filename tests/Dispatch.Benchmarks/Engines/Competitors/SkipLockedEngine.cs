using Npgsql;
using NpgsqlTypes;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>
/// The queue that most people write: a table, workers that each take the next due row with <c>FOR UPDATE SKIP LOCKED</c>, send, and write the outcome
/// in the transaction that holds the row. Statements are prepared, and an invoice's rows are inserted together.
/// </summary>
internal sealed class SkipLockedEngine(string connectionString) : IMeasuredEngine
{
    private const int WorkerCount = 8;

    private const string Schema = """
        CREATE TABLE dispatch_queue (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, number text NOT NULL, definition text NOT NULL, recipient jsonb NOT NULL,
            is_settled boolean NOT NULL DEFAULT false, attempt integer NOT NULL DEFAULT 0, due_at timestamptz NOT NULL DEFAULT now(), changed_at timestamptz NOT NULL DEFAULT now());
        CREATE INDEX dispatch_queue_due ON dispatch_queue (due_at) WHERE NOT is_settled;
        """;

    private const string Insert = "INSERT INTO dispatch_queue (number, definition, recipient) VALUES ($1, $2, $4), ($1, $3, $4)";

    private const string Take =
        "SELECT id, number, definition, recipient, attempt + 1 FROM dispatch_queue WHERE NOT is_settled AND due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED";

    private const string Write = "UPDATE dispatch_queue SET is_settled = $2, attempt = $3, due_at = now() + $4, changed_at = now() WHERE id = $1";

    private static readonly TimeSpan IdleDelay = TimeSpan.FromMilliseconds(50);

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(
        new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, AutoPrepareMinUsages = 2, MaxPoolSize = WorkerCount + Batch.CallerCount + 1 });

    private readonly CancellationTokenSource _stopping = new();

    public Task Working { get; private set; } = Task.CompletedTask;

    public async Task StartAsync()
    {
        await using var command = _database.CreateCommand(Schema);
        await command.ExecuteNonQueryAsync();
        Working = Task.WhenAll(Enumerable.Range(0, WorkerCount).Select(_ => Task.Run(WorkAsync)));
    }

    public Task FinalizeAsync(Batch batch, CancellationToken cancellationToken) => batch.FinalizeAsync(
        1,
        async numbers =>
        {
            await using var command = _database.CreateCommand(Insert);
            command.Parameters.AddRange((NpgsqlParameter[])
            [
                new NpgsqlParameter<string> { TypedValue = numbers[0] },
                new NpgsqlParameter<string> { TypedValue = Batch.FirstDefinition },
                new NpgsqlParameter<string> { TypedValue = Batch.SecondDefinition },
                new NpgsqlParameter<string> { TypedValue = Batch.Recipient, NpgsqlDbType = NpgsqlDbType.Jsonb },
            ]);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        },
        cancellationToken);

    public async Task<long> CountSettledAsync()
    {
        await using var command = _database.CreateCommand("SELECT count(*) FROM dispatch_queue WHERE is_settled");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Working;
        await _database.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        await using var connection = await _database.OpenConnectionAsync();
        while (!_stopping.IsCancellationRequested)
        {
            if (!await WorkOnceAsync(connection))
                await Task.Delay(IdleDelay, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> WorkOnceAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        long id;
        string number, definition;
        int attempt;
        await using (var take = new NpgsqlCommand(Take, connection, transaction))
        await using (var reader = await take.ExecuteReaderAsync())
        {
            if (!await reader.ReadAsync())
                return false;
            (id, number, definition, attempt) = (reader.GetInt64(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(4));
        }

        var isDelivered = Batch.Current.TrySend(number, definition, attempt);
        await using var write = new NpgsqlCommand(Write, connection, transaction);
        write.Parameters.AddRange((NpgsqlParameter[])
        [
            new NpgsqlParameter<long> { TypedValue = id },
            new NpgsqlParameter<bool> { TypedValue = isDelivered },
            new NpgsqlParameter<int> { TypedValue = attempt },
            new NpgsqlParameter<TimeSpan> { TypedValue = isDelivered ? TimeSpan.Zero : Batch.RetryDelay },
        ]);
        await write.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        if (isDelivered)
            Batch.Current.Settle();
        return true;
    }
}
