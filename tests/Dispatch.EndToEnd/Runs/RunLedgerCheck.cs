using Dispatch.Abstractions;
using Dispatch.Client;
using Dispatch.EndToEnd.Crash;

namespace Dispatch.EndToEnd.Runs;

/// <summary>Holds runs, once they are settled, against their inputs and what arrived.</summary>
internal sealed class RunLedgerCheck
{
    private static readonly string[] _channels = [nameof(DispatchKind.Email), nameof(DispatchKind.Post)];

    private readonly List<string> _faults = [];
    private readonly List<InvoiceView> _invoices = [];
    private readonly List<string> _numbers = [];

    /// <summary>Reads a run as the engine shows it.</summary>
    public async Task ReadAsync(DispatchClient client, string run, RunInputs inputs)
    {
        var view = await client.Run(run).GetAsync() ?? throw new InvalidOperationException($"There is no run {run}.");
        _faults.AddRange(FindFaults(view, inputs).Select(fault => $"{run} {fault}"));
        var refused = new List<string>();
        for (long? after = -1; after is { } from;)
        {
            var page = await client.Run(run).ListRefusedAsync(from);
            refused.AddRange(page.Items.Select(refusal => refusal.Name));
            after = page.Next;
        }

        if (!refused.Order(StringComparer.Ordinal).SequenceEqual(inputs.Refused.Order(StringComparer.Ordinal)))
            _faults.Add($"{run} refuses {string.Join(", ", refused)}");
        _numbers.AddRange(inputs.Numbers);
        for (long? after = 0; after is { } from;)
        {
            var page = await client.Catalog.ListInvoicesAsync(new InvoiceQuery { After = from, Run = run });
            _invoices.AddRange(page.Items);
            after = page.Next;
        }
    }

    /// <summary>Everything that must not be; empty if all is as promised.</summary>
    /// <param name="sinks">What arrived.</param>
    /// <param name="figures">What all came to.</param>
    public IReadOnlyList<string> FindFaults(CrashSinks sinks, out CrashFigures figures)
    {
        var arrivals = new CrashLedger(_invoices, sinks, _ => "d1:Delivered d2:Delivered");
        figures = arrivals.Figures;
        return [.. _faults, .. arrivals.FindFaults(_numbers, _numbers)];
    }

    private static IEnumerable<string> FindFaults(RunView view, RunInputs inputs)
    {
        var (counts, good) = (view.Inputs, inputs.Numbers.Count);
        if (view.State != RunState.Settled)
            yield return $"is {view.State}";
        if (counts with { Finalized = counts.Finalized + counts.Repeated, Repeated = 0 } != new RunInputCounts(inputs.Total, 0, 0, inputs.Refused.Count, inputs.Same, good, 0, 0))
            yield return $"accounts for its inputs as {counts}";
        foreach (var difference in view.Differences)
            yield return $"does not balance: {difference}";
        if (!view.Lanes.Select(lane => $"{lane.Kind}").Order(StringComparer.Ordinal).SequenceEqual(_channels))
            yield return $"has the lanes {string.Join(", ", view.Lanes.Select(lane => lane.Kind))}";
        foreach (var lane in view.Lanes.Where(lane => lane.Accepted != good || lane.Delivered != good))
            yield return $"shows {lane.Kind} with {lane.Accepted} accepted and {lane.Delivered} delivered";
    }
}
