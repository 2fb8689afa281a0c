using Dispatch.Benchmarks.Engines.Competitors;
using Dispatch.Benchmarks.Engines.Own;

namespace Dispatch.Benchmarks.Engines;

/// <summary>What can be measured, in the order of the table.</summary>
internal static class EngineCatalog
{
    private const int FewSubscriptions = 20;

    private static readonly (string Name, string Label, bool UsesPostgreSql, Func<string, IMeasuredEngine> Create)[] Entries =
    [
        ("hangfire", "Hangfire on PostgreSQL", true, connection => new HangfireEngine(connection)),
        ("wolverine", "Wolverine durable local queues on PostgreSQL", true, connection => new WolverineEngine(connection)),
        ("skip-locked", "hand-made table, `FOR UPDATE SKIP LOCKED`, a row a transaction", true, connection => new SkipLockedEngine(connection)),
        ("floor", "**floor**: COPY in, 500-row updates by 4 workers", true, connection => new FloorEngine(connection)),
        ("ours-20", "Dispatch.Orleans on PostgreSQL, 20 subscriptions", true, connection => new OwnEngine(connection, FewSubscriptions)),
        ("ours-each", "Dispatch.Orleans on PostgreSQL, one subscription per invoice", true, connection => new OwnEngine(connection, subscriptionCount: null)),
        ("ours-sqlite-20", "Dispatch.Orleans on SQLite, 20 subscriptions", false, _ => new OwnEngine(null, FewSubscriptions)),
        ("ours-sqlite-each", "Dispatch.Orleans on SQLite, one subscription per invoice", false, _ => new OwnEngine(null, subscriptionCount: null)),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    public static string LabelOf(string name) => Find(name).Label;

    public static bool UsesPostgreSql(string name) => Find(name).UsesPostgreSql;

    public static IMeasuredEngine Create(string name, string? connection) => Find(name).Create(connection ?? "");

    private static (string Name, string Label, bool UsesPostgreSql, Func<string, IMeasuredEngine> Create) Find(string name) =>
        Array.Find(Entries, entry => entry.Name == name) is { Name: not null } entry
            ? entry
            : throw new ArgumentException($"There is no engine '{name}'; use one of: {string.Join(", ", Names)}.");
}
