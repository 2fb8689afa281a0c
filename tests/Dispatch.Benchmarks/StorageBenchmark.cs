using System.Diagnostics;
using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Storage;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Benchmarks;

/// <summary>
/// What group commit brings on SQLite: the same writes by one caller, whose every write is a transaction of its own, and by 256 at once.
/// Rounds alternate after a warm-up, because disks and neighbours drift; read the ratio of the medians, not the rates.
/// </summary>
internal static class StorageBenchmark
{
    private const int Callers = 256;
    private const int Rounds = 5;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1.5);
    private static readonly DateTimeOffset Now = new(2026, 9, 30, 22, 0, 0, TimeSpan.Zero);
    private static int _lastNumber;

    public static async Task<int> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-benchmark-");
        try
        {
            var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddLogging();
            services.AddSqliteStorage(options => options.FilePath = Path.Combine(folder.FullName, "dispatch.db"));
            await using var provider = services.BuildServiceProvider();
            await provider.GetRequiredService<IStorageLifecycle>().InitializeAsync();
            var store = provider.GetRequiredService<IDispatchStore>();

            Console.WriteLine($"{Environment.ProcessorCount} cores, {Rounds} alternating rounds of {Round.TotalSeconds} s after a warm-up; medians, lowest to highest");
            await CompareAsync("progress writes (intent, outcome)", callers => MeasureProgressAsync(store, callers));
            await CompareAsync("accepted invoices (2 dispatches each)", callers => MeasureAcceptAsync(store, callers));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static async Task CompareAsync(string what, Func<int, Task<double>> measureAsync)
    {
        List<double> alone = [], grouped = [];
        for (var round = 0; round <= Rounds; round++)
        {
            alone.Add(await measureAsync(1));
            grouped.Add(await measureAsync(Callers));
        }

        alone.RemoveAt(0);
        grouped.RemoveAt(0);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: one per transaction {Shown(alone)}/s; {Callers} callers {Shown(grouped)}/s; ratio {Median(grouped) / Median(alone):F1}"));
    }

    private static async Task<double> MeasureProgressAsync(IDispatchStore store, int callers)
    {
        var ids = new long[callers];
        for (var i = 0; i < callers; i++)
            ids[i] = (await store.AcceptAsync(NextInvoice())).Invoice.Dispatches[0].Row.Id;

        return await MeasureAsync(callers, async (caller, written) =>
        {
            var token = Guid.NewGuid();
            var next = written % 2 == 0
                ? new DispatchProgress { State = DispatchState.Sending, Attempt = 1, AttemptToken = token, StartedAt = Now, DueAt = Now, ChangedAt = Now }
                : new DispatchProgress { State = DispatchState.Delivered, Attempt = 1, AttemptToken = token, EndedAt = Now, ProofKind = "queue_id", ProofValue = "4XyZ", ChangedAt = Now };
            var result = await store.WriteAsync(new ProgressWrite(ids[caller], new WriteGuard.OfVersion(written + 1), next));
            if (!result.IsWritten)
                throw new InvalidOperationException("A write of the only writer was not done.");
        });
    }

    private static Task<double> MeasureAcceptAsync(IDispatchStore store, int callers) => MeasureAsync(callers, (_, _) => store.AcceptAsync(NextInvoice()));

    private static async Task<double> MeasureAsync(int callers, Func<int, int, Task> writeAsync)
    {
        var clock = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var written = 0;
            for (; clock.Elapsed < Round; written++)
                await writeAsync(caller, written);
            return written;
        })));
        return counts.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static NewInvoice NextInvoice()
    {
        var number = string.Create(CultureInfo.InvariantCulture, $"2026-{Interlocked.Increment(ref _lastNumber):D7}");
        var hash = ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(number));
        return new NewInvoice(
            new InvoiceRow
            {
                Biller = "genevoise", Number = number, Subscription = number, IssueDate = new DateOnly(2026, 9, 30), InputHash = hash, SourceHash = hash,
                DocumentHash = hash, DocumentBytes = 40_000, FinalizedAt = Now, Details = """{"total":"81.30","currency":"CHF"}""",
            },
            [Next("mail", DispatchKind.Email, "email/relay"), Next("archive", DispatchKind.Archive, "archive/store")]);

        NewDispatch Next(string definition, DispatchKind kind, string lane)
        {
            var id = new DispatchId("genevoise", number, definition);
            return new NewDispatch(
                new DispatchRow
                {
                    DispatchId = id, DefinitionVersion = 1, Kind = kind, Lane = lane, Shard = Shards.Of(id), Language = Language.Fr, DocumentHash = hash,
                    DocumentBytes = 40_000, PageCount = 2, Recipient = """{"name":"Jeanne Exemple","to":"jeanne@example.org"}""",
                },
                new DispatchProgress { State = DispatchState.Pending, DueAt = Now, ChangedAt = Now });
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Shown(List<double> values) => string.Create(CultureInfo.InvariantCulture, $"{Median(values):N0} ({values.Min():N0} to {values.Max():N0})");
}
