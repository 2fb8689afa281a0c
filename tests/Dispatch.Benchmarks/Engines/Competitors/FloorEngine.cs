using System.Reflection;
using Npgsql;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>
/// What the database itself takes: the engine's own tables and indexes, filled by COPY, then one intent and one outcome per attempt in updates of up
/// to 500 rows, by four workers that know beforehand all that an engine must find out. No engine can be faster on the same tables.
/// </summary>
internal sealed class FloorEngine(string connectionString) : IMeasuredEngine
{
    private const int WorkerCount = 4;
    private const int InvoicesPerCopy = FloorWorker.RowsPerUpdate / 2;

    private readonly NpgsqlDataSource _database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxAutoPrepare = 10,
        AutoPrepareMinUsages = 1,

        // A plan made while the table was empty must not scan the full one, as on the engine's own writers.
        Options = "-c enable_seqscan=off -c plan_cache_mode=force_generic_plan -c jit=off",
    });

    private long _lastInvoice;

    public async Task StartAsync()
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("floor-schema.sql")!;
        using var reader = new StreamReader(stream);
        await using var schema = _database.CreateCommand(await reader.ReadToEndAsync());
        await schema.ExecuteNonQueryAsync();
        await using var lanes = _database.CreateCommand("INSERT INTO lane (name) VALUES ('email/sink'), ('post/sink')");
        await lanes.ExecuteNonQueryAsync();
    }

    public Task FinalizeAsync(Batch batch, CancellationToken cancellationToken)
    {
        var next = 0;
        return Task.WhenAll(Enumerable.Range(0, WorkerCount).Select(_ => Task.Run(
            async () =>
            {
                await using var worker = new FloorWorker(batch, await _database.OpenConnectionAsync(CancellationToken.None));
                while (!cancellationToken.IsCancellationRequested)
                {
                    var first = Interlocked.Add(ref next, InvoicesPerCopy) - InvoicesPerCopy;
                    if (first >= batch.InvoiceCount)
                        break;
                    var invoices = Enumerable.Range(first, Math.Min(InvoicesPerCopy, batch.InvoiceCount - first))
                        .Select(index => new FloorInvoice(Interlocked.Increment(ref _lastInvoice), batch.NumberOf(index)))
                        .ToList();
                    await worker.DispatchAsync(invoices);
                }

                await worker.FinishAsync();
            },
            CancellationToken.None)));
    }

    public async Task<long> CountSettledAsync()
    {
        await using var command = _database.CreateCommand("SELECT count(*) FROM dispatch WHERE state = 5");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
