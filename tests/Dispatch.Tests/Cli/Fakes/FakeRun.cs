using Dispatch.Abstractions;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>One run in memory.</summary>
internal sealed class FakeRun(string id, Func<FinalizeInvoiceRequest, PreviewAnswer> check, Func<FinalizeInvoiceRequest, FinalizeAnswer> finalize, FakeRuns runs)
{
    private readonly SortedDictionary<int, RunInput> _inputs = [];
    private readonly Dictionary<int, IReadOnlyList<Problem>> _refused = [];
    private readonly Dictionary<int, InvoiceView> _invoices = [];
    private readonly HashSet<int> _repeated = [];
    private readonly HashSet<int> _same = [];
    private readonly HashSet<int> _cancelled = [];
    private RunOrder? _order;
    private RunState _state = RunState.Staging;
    private Pause? _pause;
    private Pause? _cancellation;
    private string? _confirmedBy;
    private string? _printer;
    private long _stamp;

    /// <summary>What is shown whatever is done; none: how it stands.</summary>
    public RunView? Fixed { get; set; }

    public IReadOnlyList<RunRefusal> Refusals => [.. _refused.OrderBy(pair => pair.Key).Select(pair => new RunRefusal(pair.Key, _inputs[pair.Key].Name, pair.Value))];

    public RunView View => Fixed ?? new RunView
    {
        Id = id,
        State = _state,
        Pause = _pause,
        Cancellation = _cancellation,
        Inputs = new RunInputCounts(
            _order!.InputCount,
            _state is RunState.Staging or RunState.Validating ? _inputs.Count : 0,
            Left.Count(),
            _refused.Count,
            _same.Count,
            _invoices.Count - _repeated.Count,
            _repeated.Count,
            _cancelled.Count),
        Lanes = [.. _invoices.Values.SelectMany(invoice => invoice.Dispatches).GroupBy(dispatch => (dispatch.Kind, dispatch.Destination)).Select(group => FakeViews.Lane(group.Key.Kind, group.Key.Destination, [.. group]))],
        HasLetters = true,
        StartedAt = FakeViews.Instant,
        CountedAt = FakeViews.Instant,
        RequestedBy = _order.RequestedBy,
        ConfirmedBy = _confirmedBy,
        ConfirmedAt = _confirmedBy is null ? null : FakeViews.Instant,
        Printer = _printer,
        Stamp = _stamp,
    };

    private IEnumerable<int> Left => _state is RunState.Staging or RunState.Validating
        ? []
        : _inputs.Keys.Where(position => !_refused.ContainsKey(position) && !_same.Contains(position) && !_invoices.ContainsKey(position) && !_cancelled.Contains(position));

    public bool Stage(IReadOnlyList<RunInput> inputs)
    {
        if (_state != RunState.Staging)
            return false;
        foreach (var input in inputs)
            _inputs[input.Position] = input;
        return true;
    }

    public RunAnswer Change(string method, object?[] args)
    {
        _stamp++;
        var error = method switch
        {
            nameof(IBillingRunGrain.OpenAsync) => Open((RunOrder)args[0]!),
            nameof(IBillingRunGrain.CloseAsync) => Close(),
            nameof(IBillingRunGrain.ConfirmAsync) => Confirm((string?)args[0], (string)args[1]!),
            nameof(IBillingRunGrain.PauseAsync) => Set(() => _pause = new Pause((string)args[0]!, (string)args[1]!, FakeViews.Instant)),
            nameof(IBillingRunGrain.ResumeAsync) => Set(() => _pause = null),
            nameof(IBillingRunGrain.CancelAsync) => Cancel(new Pause((string)args[0]!, (string)args[1]!, FakeViews.Instant)),
            _ => throw new NotSupportedException(method),
        };
        return new RunAnswer(View, error);
    }

    private static Problem? Set(Action change)
    {
        change();
        return null;
    }

    private Problem? Open(RunOrder order)
    {
        if (_order is not null && _order.InputHash != order.InputHash)
        {
            if (_invoices.Count > 0)
                return new Problem("run_conflict", "run", id, "The run has other inputs, and some of them are definitive.", "Start it without --run, or under another id.");
            (_state, _order) = (RunState.Staging, null);
            _inputs.Clear();
        }

        var isNew = _order is null;
        (_order, _cancellation) = (order, null);
        if (isNew || _state == RunState.Staging)
            return null;
        if (_refused.Count + _cancelled.Count > 0 || _invoices.Count == 0)
            Check();
        return null;
    }

    private Problem? Close()
    {
        if (_inputs.Count != _order!.InputCount)
            return new Problem("inputs_missing", "inputs", "", "Inputs are missing.", "Start the same input again.");
        if (runs.StuckIn == RunState.Validating)
            _state = RunState.Validating;
        else
            Check();
        return null;
    }

    private void Check()
    {
        _refused.Clear();
        _cancelled.Clear();
        _same.Clear();
        _state = RunState.AwaitingConfirmation;
        var checkedInputs = new List<(int Position, PreviewView Preview)>();
        foreach (var input in _inputs.Values.Where(input => !_invoices.ContainsKey(input.Position)))
        {
            if (input.Error is { } error)
                _refused[input.Position] = [error];
            else if (check(RequestOf(input)) is { Preview: { } preview })
                checkedInputs.Add((input.Position, preview));
            else
                _refused[input.Position] = check(RequestOf(input)).Errors;
        }

        foreach (var group in checkedInputs.GroupBy(entry => entry.Preview.Number))
        {
            var isContested = group.Select(entry => entry.Preview.InputHash).Distinct().Count() > 1;
            foreach (var (position, _) in group.Skip(isContested ? 0 : 1))
            {
                if (isContested)
                    _refused[position] = [new Problem("number_twice", "BT-1", group.Key, "Another input has the same invoice number and other content.", "Remove the wrong one.")];
                else
                    _same.Add(position);
            }
        }
    }

    private Problem? Confirm(string? printer, string by)
    {
        if (_state == RunState.Stopped)
            return new Problem("run_stopped", "run", id, "The run was stopped.", "Start the same input again.");
        if (_state != RunState.AwaitingConfirmation)
            return null;
        (_printer, _confirmedBy) = (printer ?? _order!.Printer, by);
        if (runs.StuckIn == RunState.Finalizing)
        {
            _state = RunState.Finalizing;
            return null;
        }

        foreach (var position in Left.ToList())
        {
            var answer = finalize(RequestOf(_inputs[position]) with { Printer = _printer });
            if (answer is FinalizeAnswer.Repeated repeated)
                (_, _invoices[position]) = (_repeated.Add(position), repeated.Invoice);
            else if (answer is FinalizeAnswer.Accepted accepted)
                _invoices[position] = accepted.Invoice;
        }

        _state = StateOfDispatches();
        return null;
    }

    private Problem? Cancel(Pause cancellation)
    {
        _cancellation = cancellation;
        foreach (var position in Left.ToList())
            _cancelled.Add(position);
        _state = _invoices.Count == 0 ? RunState.Stopped : StateOfDispatches();
        return null;
    }

    private RunState StateOfDispatches()
    {
        var states = _invoices.Values.SelectMany(invoice => invoice.Dispatches).Select(dispatch => dispatch.State).ToList();
        if (states.Any(Dispatch.Cli.ExitCodes.IsOpen))
            return RunState.InProgress;
        return states.Any(Dispatch.Cli.ExitCodes.NeedsCare) ? RunState.NeedsCare : RunState.Settled;
    }

    private FinalizeInvoiceRequest RequestOf(RunInput input) => new() { Source = input.Source, RunId = id, RequestedBy = _order!.RequestedBy, Printer = _order.Printer };
}
