using System.Diagnostics;
using System.Globalization;
using Dispatch.Benchmarks.Engines.Measuring;
using Dispatch.Tests.Servers.Postgres;
using Npgsql;

namespace Dispatch.Benchmarks.Engines;

/// <summary>
/// The same work by this engine, by others, and by the database alone, side by side on one PostgreSQL: each in a process and a database of its own,
/// warmed up, in another order in each repeat.
/// </summary>
internal static class EngineBenchmark
{
    private static readonly Dictionary<string, string> ServerSettings = new() { ["shared_buffers"] = "1GB", ["max_wal_size"] = "4GB" };

    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        var options = EngineOptions.Parse(arguments.Span);
        await using var server = options.Connection is null && options.Engines.Any(EngineCatalog.UsesPostgreSql)
            ? await PrivatePostgres.CreateAsync(ServerSettings)
            : null;
        options = options with { Connection = options.Connection ?? server?.ConnectionString("postgres") };

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores; {options.InvoiceCount:N0} invoices of 2 dispatches after {options.WarmUpCount:N0} for warming up; {options.RepeatCount} repeats"));
        var measurements = new List<Measurement>();
        for (var repeat = 0; repeat < options.RepeatCount; repeat++)
        {
            for (var i = 0; i < options.Engines.Count; i++)
            {
                var measurement = await MeasureAsync(options.Engines[(i + repeat) % options.Engines.Count], options);
                Console.WriteLine($"{repeat + 1}: {ResultTable.LineOf(measurement)}");
                measurements.Add(measurement);
            }
        }

        Console.WriteLine();
        Console.WriteLine(ResultTable.Of(options.Engines, measurements));
        return 0;
    }

    private static async Task<Measurement> MeasureAsync(string engine, EngineOptions options)
    {
        if (!EngineCatalog.UsesPostgreSql(engine))
            return await RunProcessAsync(engine, options, connection: null);

        const string database = "dispatch_benchmark";
        await ExecuteAsync(options.Connection!, $"DROP DATABASE IF EXISTS {database} WITH (FORCE)", $"CREATE DATABASE {database} TEMPLATE template0", "CHECKPOINT");
        try
        {
            return await RunProcessAsync(engine, options, new NpgsqlConnectionStringBuilder(options.Connection) { Database = database }.ConnectionString);
        }
        finally
        {
            await ExecuteAsync(options.Connection!, $"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    private static async Task<Measurement> RunProcessAsync(string engine, EngineOptions options, string? connection)
    {
        List<string> arguments =
        [
            EngineProcess.Command, engine,
            "--invoices", options.InvoiceCount.ToString(CultureInfo.InvariantCulture),
            "--warm-up", options.WarmUpCount.ToString(CultureInfo.InvariantCulture),
            "--limit", ((int)options.Limit.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        ];
        if (connection is not null)
            arguments.AddRange("--connection", connection);
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? Measurement.FromJson(output)
            : throw new InvalidOperationException($"The run of {engine} ended with {process.ExitCode}; its error stands above.");
    }

    private static async Task ExecuteAsync(string connectionString, params string[] statements)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        foreach (var statement in statements)
        {
            await using var command = database.CreateCommand(statement);
            await command.ExecuteNonQueryAsync();
        }
    }
}
