using System.Reflection;
using Dispatch.Abstractions;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>The engine's runs in memory: an input is checked as soon as all are there, and finalized as soon as the run is confirmed.</summary>
/// <param name="check">Checks a request.</param>
/// <param name="finalize">Finalizes one.</param>
internal sealed class FakeRuns(Func<FinalizeInvoiceRequest, PreviewAnswer> check, Func<FinalizeInvoiceRequest, FinalizeAnswer> finalize)
{
    private readonly Dictionary<string, FakeRun> _runs = new(StringComparer.Ordinal);

    public List<string> Calls { get; } = [];

    /// <summary>Where runs stop by themselves; none: nowhere.</summary>
    public RunState? StuckIn { get; set; }

    /// <summary>How many of the next stagings fail as if their silo had died.</summary>
    public int FailingStagings { get; set; }

    public List<int> StagedCounts { get; } = [];

    /// <summary>The run of an id, as tests look at it.</summary>
    public RunView? this[string id] => _runs.GetValueOrDefault(id)?.View;

    /// <summary>Puts a run there.</summary>
    public void Put(RunView view) => _runs[view.Id] = new FakeRun(view.Id, check, finalize, this) { Fixed = view };

    public object Staging(MethodInfo method, object?[] args)
    {
        lock (_runs)
        {
            if (FailingStagings-- > 0)
                return Task.FromException<bool>(new TimeoutException("The silo is gone."));
            var inputs = (IReadOnlyList<RunInput>)args[1]!;
            StagedCounts.Add(inputs.Count);
            return Task.FromResult(_runs[(string)args[0]!].Stage(inputs));
        }
    }

    public object Run(string id, MethodInfo method, object?[] args)
    {
        lock (_runs)
        {
            Calls.Add($"{method.Name} {string.Join(',', args.Where(arg => arg is string))}".TrimEnd());
            if (method.Name == nameof(IBillingRunGrain.OpenAsync) && !_runs.ContainsKey(id))
                _runs.Add(id, new FakeRun(id, check, finalize, this));
            var run = _runs.GetValueOrDefault(id);
            return method.Name switch
            {
                nameof(IBillingRunGrain.GetAsync) => Task.FromResult(run?.View),
                nameof(IBillingRunGrain.WaitForChangeAsync) => WaitAsync(run),
                nameof(IBillingRunGrain.ListRefusedAsync) => Task.FromResult(new Page<RunRefusal>(run?.Refusals ?? [], null)),
                _ => Task.FromResult(run is null
                    ? new RunAnswer(null, new Problem("run_unknown", "run", id, "There is no such run.", "See 'dispatchctl run list'."))
                    : run.Change(method.Name, args)),
            };
        }
    }

    public Page<RunSummary> List() => new(
        [.. _runs.Values.Select(run => run.View).Reverse().Select(view => new RunSummary(view.Id, view.State, view.Pause is not null, view.Inputs.Total, view.StartedAt, view.RequestedBy))],
        null);

    private static async Task<RunView?> WaitAsync(FakeRun? run)
    {
        await Task.Delay(20); // the real one waits for a change; a watch of this one must not spin
        return run?.View;
    }
}
