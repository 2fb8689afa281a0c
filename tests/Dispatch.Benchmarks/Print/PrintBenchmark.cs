using System.Diagnostics;
using System.Globalization;
using Dispatch.Benchmarks.Engines.Measuring;

namespace Dispatch.Benchmarks.Print;

/// <summary>
/// Composing a print batch of real invoices against the bare cost of importing the same files with PDFsharp and saving them as one, in turns.
/// Files are read from and written to a folder by both. Then the peak memory of both, each in a process of its own.
/// </summary>
internal static class PrintBenchmark
{
    public const string MemoryCommand = "print-memory";

    private const string Bare = "bare";
    private const string Composed = "composed";
    private const int MoreLetters = 10;

    public static async Task<int> RunAsync(PrintOptions options)
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-benchmark-").FullName;
        try
        {
            PrintWays.Render(folder, options.LetterCount * MoreLetters);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores; {options.RepeatCount} rounds in turns after a warm-up; {options.LetterCount:N0} invoices of 2 pages; medians, lowest to highest"));
            List<double> bare = [], composed = [], others = [];
            for (var round = 0; round <= options.RepeatCount; round++)
            {
                var (machine, mine, clock) = (CpuClock.OfMachine(), CpuClock.OfThisProcess(), Stopwatch.StartNew());
                bare.Add(await TimeAsync(Bare, folder, options.LetterCount));
                composed.Add(await TimeAsync(Composed, folder, options.LetterCount));
                others.Add((CpuClock.OfMachine() - machine - (CpuClock.OfThisProcess() - mine)) / clock.Elapsed.TotalSeconds);
            }

            foreach (var values in new[] { bare, composed, others })
                values.RemoveAt(0);
            Console.WriteLine($"PDFsharp, import and save: {Shown(bare)} s; {SizeOf(Bare, folder)}");
            Console.WriteLine($"Dispatch.Orleans, composed: {Shown(composed)} s; {SizeOf(Composed, folder)}");
            foreach (var count in new[] { options.LetterCount, options.LetterCount * MoreLetters })
            {
                var (bareMegabytes, composedMegabytes) = (await PeakAsync(Bare, folder, count), await PeakAsync(Composed, folder, count));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory with {count:N0} letters: PDFsharp {bareMegabytes:N0} MB, Dispatch.Orleans {composedMegabytes:N0} MB"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio {Median(bare) / Median(composed):F2}; others had {Median(others):F2} cores busy"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The process whose memory is measured: does it once and prints the most that it ever had, in MB.</summary>
    public static async Task<int> MeasureMemoryAsync(string way, string folder, int count)
    {
        await TimeAsync(way, folder, count);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine((process.PeakWorkingSet64 / 1_000_000).ToString(CultureInfo.InvariantCulture));
        return 0;
    }

    private static async Task<double> TimeAsync(string way, string folder, int count)
    {
        GC.Collect();
        var clock = Stopwatch.StartNew();
        await using (var output = File.Create(OutputOf(way, folder)))
            await (way == Bare ? PrintWays.ImportBareAsync(folder, count, output) : PrintWays.ComposeAsync(folder, count, output));
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task<long> PeakAsync(string way, string folder, int count)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [MemoryCommand, way, folder, count.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process to be measured did not start.");
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? long.Parse(output, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"The process to be measured ended with {process.ExitCode}.");
    }

    private static string OutputOf(string way, string folder) => Path.Combine(folder, $"{way}.out");

    private static string SizeOf(string way, string folder) => string.Create(CultureInfo.InvariantCulture, $"{new FileInfo(OutputOf(way, folder)).Length / 1e6:F1} MB");

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static string Shown(List<double> values) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(values):F3} ({values.Min():F3} to {values.Max():F3})");
}
