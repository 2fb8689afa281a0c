using System.Globalization;
using System.Text;
using Dispatch.Benchmarks.Engines.Measuring;

namespace Dispatch.Benchmarks.Engines;

/// <summary>Shows measurements: a line for each, and a Markdown table of the medians.</summary>
internal static class ResultTable
{
    /// <summary>CPU is counted in steps of 10 ms per process, so a short run may seem to use a little more than there is.</summary>
    private const double CoreTolerance = 1.05;

    public static string LineOf(Measurement run) => string.Create(
        CultureInfo.InvariantCulture,
        $"{run.Engine}: 95 % {Shown(run.NearlyAll, span => $"{span.Seconds:F2} s, {span.Rate:N0}/s, {span.Cores:F2} cores, others {span.OtherSeconds / span.Seconds:F2}")}; all {run.Whole.Seconds:F2} s, {run.Whole.Rate:N0}/s; accepted after {run.AcceptSeconds:F2} s{Warnings(run)}");

    public static string Of(IEnumerable<string> engines, IReadOnlyList<Measurement> runs)
    {
        var table = new StringBuilder();
        table.AppendLine("| | 95 %: s | dispatches/s | of the floor | engine ms | database ms | cores busy, others | all: s | dispatches/s | CPU ms | WAL B | peak MB | live MB | extra attempts |");
        table.AppendLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        var floor = runs.Where(run => run is { Engine: "floor", NearlyAll: not null }).Select(run => run.NearlyAll!.Rate).ToList();
        foreach (var engine in engines)
            table.AppendLine(RowOf(engine, [.. runs.Where(run => run.Engine == engine)], floor.Count > 0 ? Median(floor) : null));
        foreach (var engine in engines)
        {
            List<double> inputs = [.. runs.Where(run => run.Engine == engine && run.InputSeconds is not null).Select(run => run.InputSeconds!.Value / run.DispatchCount * 1000)];
            if (inputs.Count > 0)
                table.AppendLine(CultureInfo.InvariantCulture, $"\n{EngineCatalog.LabelOf(engine)}: of the engine's CPU, {Median(inputs):F3} ms per dispatch is reading the UBL and looking into the PDF, measured apart.");
        }

        return table.ToString();
    }

    private static string RowOf(string engine, List<Measurement> runs, double? floor)
    {
        var label = EngineCatalog.LabelOf(engine);
        List<Measurement.Span> spans = [.. runs.Select(run => run.NearlyAll).OfType<Measurement.Span>()];
        if (spans.Count < runs.Count)
            return string.Create(CultureInfo.InvariantCulture, $"| {label} | not reached: {runs.Min(run => run.SettledCount):N0} of {runs[0].DispatchCount:N0} within {runs.Max(run => run.Whole.Seconds):F0} s | {Median(runs.Select(run => run.Whole.Rate)):N0} |{Whole(runs, empty: 5)}");

        var rate = Median(spans.Select(span => span.Rate));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {label} | {Median(spans.Select(span => span.Seconds)):F2} | {rate:N0} ({spans.Min(span => span.Rate):N0} to {spans.Max(span => span.Rate):N0}) | {(floor is null ? "" : $"{rate / floor.Value:F3}")} | {Median(spans.Select(span => span.EngineSeconds / span.Count * 1000)):F3} | {Median(spans.Select(span => span.DatabaseSeconds / span.Count * 1000)):F3} | {Median(spans.Select(span => span.Cores)):F2}, {Median(spans.Select(span => span.OtherSeconds / span.Seconds)):F2} |{Whole(runs, empty: 0)}");
    }

    private static string Whole(List<Measurement> runs, int empty) => string.Concat(Enumerable.Repeat(" |", Math.Max(0, empty - 1))) + string.Create(
        CultureInfo.InvariantCulture,
        $" {Median(runs.Select(run => run.Whole.Seconds)):F2} | {Median(runs.Select(run => run.Whole.Rate)):N0} | {Median(runs.Select(run => (run.Whole.EngineSeconds + run.Whole.DatabaseSeconds) / run.Whole.Count * 1000)):F3} | {Median(runs.Select(run => (double)run.Whole.WalBytes / run.Whole.Count)):N0} | {Median(runs.Select(run => run.PeakResidentBytes / 1e6)):N0} | {Median(runs.Select(run => run.LiveBytes / 1e6)):N0} | {runs.Max(run => run.ExtraAttemptCount)} |");

    private static string Warnings(Measurement run)
    {
        var text = new StringBuilder();
        if (run.SettledCount < run.DispatchCount)
            text.Append(CultureInfo.InvariantCulture, $"; NOT DONE: {run.SettledCount:N0} of {run.DispatchCount:N0}");
        if (run.NearlyAll is { } span && span.Cores > Environment.ProcessorCount * CoreTolerance)
            text.Append("; IMPOSSIBLE: more CPU than there are cores");
        if (run.ExtraAttemptCount != 0)
            text.Append(CultureInfo.InvariantCulture, $"; {run.ExtraAttemptCount} attempts too many");
        return text.ToString();
    }

    private static string Shown(Measurement.Span? span, Func<Measurement.Span, FormattableString> show) =>
        span is null ? "not reached" : show(span).ToString(CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<double> values)
    {
        List<double> sorted = [.. values.Order()];
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
