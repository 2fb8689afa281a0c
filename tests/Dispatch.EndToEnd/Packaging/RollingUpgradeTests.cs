using Dispatch.EndToEnd.Cli;
using Dispatch.Tests.Servers.Fixtures;
using Npgsql;

namespace Dispatch.EndToEnd.Packaging;

/// <summary>
/// A cluster is upgraded one silo after the other while it works. The next version is made here: it adds what a version may add within a major, a member
/// to what silos and clients send to each other and to what is stored, a call, and a script.
/// </summary>
[Collection(PublishedTests.Name)]
public sealed class RollingUpgradeTests(PublishedSource published, SharedPostgres postgres) : IDisposable
{
    private const int PerStep = 20;

    private readonly SampleFolder _sample = new();
    private int _finalizedCount;

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Upgrade_OneSiloAfterTheOther_EveryInvoiceIsSentOnce()
    {
        SharedPostgres.Require();
        var next = await published.PublishChangedAsync(MakeNextVersion);
        var server = await postgres.GetAsync();
        var connectionString = server.ConnectionString(await server.CreateDatabaseAsync(TestContext.Current.CancellationToken));
        var configuration = new Dictionary<string, string>
        {
            ["Storage__Provider"] = "PostgreSql",
            ["Storage__ConnectionString"] = connectionString,
            ["Print__SpoolFolder"] = Path.Combine(_sample.Path, "spool"),
        };

        await using var first = await StartAsync(published.Silo, "first", configuration);
        await using var second = await StartAsync(published.Silo, "second", configuration);
        await RunAsync(first, "biller", "import", "biller.jsonl");
        await RunAsync(first, "subscription", "import", "subscriptions.jsonl");
        await FinalizeAsync(first);

        await first.StopAsync();
        await using var third = await StartAsync(next, "third", configuration);
        await FinalizeAsync(second);
        await FinalizeAsync(third);
        await RunAsync(third, "subscription", "import", "subscriptions.jsonl"); // states that the old silo reads next
        await FinalizeAsync(second);

        await second.StopAsync();
        await using var fourth = await StartAsync(next, "fourth", configuration);
        await FinalizeAsync(fourth);

        await using var database = NpgsqlDataSource.Create(connectionString);
        Assert.Equal(_finalizedCount, await ScalarAsync(database, "SELECT count(*) FROM invoice"));
        await database.UntilAsync("SELECT count(*) = 0 FROM dispatch WHERE state IN (1, 2, 3, 4)", TimeSpan.FromMinutes(1));
        Assert.Equal(0L, await ScalarAsync(database, "SELECT count(*) FROM dispatch WHERE state NOT IN (0, 5, 11) OR possible_duplicate"));
        var delivered = await ScalarAsync(database, "SELECT count(*) FROM dispatch WHERE state = 5");
        Assert.Equal(delivered, Count("*.eml") + Count("*.pdf"));
    }

    /// <summary>Adds to the source what a version may add within a major.</summary>
    private static void MakeNextVersion(string source)
    {
        const string Member = "    /// <summary>Added by the next version.</summary>\n    [Id(100)] public string? AddedByTheNextVersion { get; init; } = \"next\";\n";
        AddTo(Path.Combine(source, "grains/Dispatch.Abstractions/Finalization/FinalizeInvoiceRequest.cs"), Member);
        AddTo(Path.Combine(source, "grains/Dispatch.Abstractions/Subscriptions/Subscription.cs"), Member);
        AddTo(Path.Combine(source, "grains/Dispatch.Storage/Dispatches/DispatchRow.cs"), Member);
        AddTo(
            Path.Combine(source, "grains/Dispatch.Abstractions/Subscriptions/ISubscriptionGrain.cs"),
            "    /// <summary>Added by the next version.</summary>\n    [ClientFacing, Alias(\"added-by-the-next-version\")]\n    Task<string?> AddedByTheNextVersionAsync();\n");
        AddTo(
            Path.Combine(source, "grains/Dispatch.Grains/Subscriptions/SubscriptionGrain.cs"),
            "    /// <inheritdoc/>\n    public Task<string?> AddedByTheNextVersionAsync() => Task.FromResult(_current?.AddedByTheNextVersion);\n");
        File.WriteAllText(Path.Combine(source, "grains/Dispatch.Storage/PostgreSql/Scripts/0999-next.sql"), "ALTER TABLE dispatch ADD COLUMN added_by_the_next_version text;\n");
    }

    private static void AddTo(string file, string members)
    {
        var text = File.ReadAllText(file);
        File.WriteAllText(file, text.Insert(text.LastIndexOf("\n}", StringComparison.Ordinal) + 1, "\n" + members));
    }

    private Task<PublishedSilo> StartAsync(string program, string name, IReadOnlyDictionary<string, string> configuration) =>
        PublishedSilo.StartAsync(program, Path.Combine(_sample.Path, "silos", name), configuration);

    private Task<string> RunAsync(PublishedSilo silo, params string[] arguments) =>
        SystemProgram.RunAsync(_sample.Path, published.Client, ["--gateway", silo.Gateway, .. arguments]);

    private async Task FinalizeAsync(PublishedSilo silo)
    {
        var files = _sample.Invoices.Skip(_finalizedCount).Take(PerStep).ToList();
        _finalizedCount += files.Count;
        await RunAsync(silo, ["invoice", "finalize", .. files, "--yes"]);
    }

    private int Count(string pattern) => new[] { "silos", "spool" }
        .Select(folder => Path.Combine(_sample.Path, folder))
        .Where(Directory.Exists)
        .Sum(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Count());

    private static async Task<long> ScalarAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
