using System.Globalization;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.CrashHost;

namespace Dispatch.EndToEnd.Crash;

/// <summary>One data folder whose engine is killed and started again, until it is left alone and everything must be settled.</summary>
internal sealed class CrashScenario : IAsyncDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-crash-").FullName;
    private readonly CrashRelay? _relay;
    private readonly int _invoiceCount;
    private readonly bool _takesFiles;
    private readonly List<string> _sent = [];
    private readonly HashSet<string> _answered = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];
    private readonly CrashSinks _sinks;
    private int _runs;
    private int _kills;

    /// <summary>A new scenario.</summary>
    /// <param name="hasRelay">Whether e-mail goes to a relay rather than into the pickup folder.</param>
    /// <param name="takesFiles">Whether a mail system and a print room take the files away while the engine is dead.</param>
    /// <param name="invoiceCount">How many new invoices each run finalizes.</param>
    public CrashScenario(bool hasRelay, bool takesFiles = false, int invoiceCount = 4)
    {
        _relay = hasRelay ? new CrashRelay() : null;
        _invoiceCount = invoiceCount;
        _takesFiles = takesFiles;
        _sinks = new CrashSinks(_root, _relay);
    }

    private string DataFolder => Path.Combine(_root, "data");

    private string StepFile => Path.Combine(_root, "steps.log");

    /// <summary>Kills at each point of a chain, the first time it is reached, then settles.</summary>
    public static async Task RunAsync(KillChain chain, bool hasRelay, bool takesFiles)
    {
        await using var scenario = new CrashScenario(hasRelay, takesFiles);
        foreach (var point in chain.Points)
            Assert.True(await scenario.KillAtAsync(point, occurrence: 1), $"{point.Name} was not reached.");
        await scenario.SettleAsync();
    }

    /// <summary>Runs the engine on new invoices until it dies at a point.</summary>
    /// <returns>Whether it came there; if not, it settled everything.</returns>
    public async Task<bool> KillAtAsync(KillPoint point, int occurrence)
    {
        if (point.After is { } before)
            await KillAtAsync(before, occurrence: 1);

        var order = NewOrder(isLast: false) with { KillEvent = point.Step, KillOccurrence = occurrence };
        CrashProcess? victim = null;
        if (point.Stage is { } stage)
            _relay!.Arm(stage, occurrence, () => victim!.Kill());
        using var process = victim = CrashProcess.Start(order);
        return await FollowAsync(await process.WaitAsync());
    }

    /// <summary>Runs the engine on new invoices until a time is over.</summary>
    public async Task KillAfterAsync(TimeSpan delay)
    {
        using var process = CrashProcess.Start(NewOrder(isLast: false));
        var ending = process.WaitAsync();
        if (await Task.WhenAny(ending, Task.Delay(delay)) != ending)
            process.Kill();
        await FollowAsync(await ending);
    }

    /// <summary>Lets the engine live until nothing is open, then compares what it says with what arrived.</summary>
    public async Task<CrashFigures> SettleAsync()
    {
        using var process = CrashProcess.Start(NewOrder(isLast: true));
        var ending = await process.WaitAsync();
        Assert.False(await FollowAsync(ending));
        var ledger = new CrashLedger(
            [.. Said(ending, CrashReport.Invoice).Select(json => JsonSerializer.Deserialize<InvoiceView>(json)!)], _sinks, ExpectedOf);
        _faults.AddRange(ledger.FindFaults(_sent, _answered));
        Assert.True(_faults.Count == 0, $"{string.Join('\n', _faults)}\nSteps:\n{await File.ReadAllTextAsync(StepFile)}");
        return ledger.Figures with { Kills = _kills };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_relay is not null)
            await _relay.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    /// <summary>Everything sent so far is sent again, answered or not; a run that is to die has new invoices besides.</summary>
    private CrashOrder NewOrder(bool isLast)
    {
        _runs++;
        if (!isLast)
            _sent.AddRange(Enumerable.Range(0, _invoiceCount).Select(i => string.Create(CultureInfo.InvariantCulture, $"R{_runs}-{i:00}")));
        return new CrashOrder { DataFolder = DataFolder, Invoices = [.. _sent], RelayPort = _relay?.Port, StepFile = StepFile };
    }

    private async Task<bool> FollowAsync(CrashEnding ending)
    {
        if (_relay is not null)
            await _relay.DrainAsync();
        Assert.True(ending.IsKilled || ending.ExitCode == 0, $"The engine ended with {ending.ExitCode}: {ending.Errors}");
        _faults.AddRange(Said(ending, CrashReport.Unexpected).Select(answer => $"answered: {answer}"));
        _faults.AddRange(Said(ending, CrashReport.Accepted).Where(_answered.Contains).Select(number => $"{number} was accepted twice"));
        _answered.UnionWith(Said(ending, CrashReport.Accepted).Concat(Said(ending, CrashReport.Repeated)));
        if (!ending.IsKilled)
            return false;

        _kills++;
        if (_takesFiles)
            _sinks.TakeFiles();
        return true;
    }

    private string ExpectedOf(string subscription) => (subscription, _sinks.HasRelay) switch
    {
        ("S0" or "S1", _) => "d1:Delivered",
        ("S2", _) => "d1:Delivered d2:Delivered",
        (_, true) => "d1:Refused d2:Delivered",
        (_, false) => "d1:Delivered d2:Standby",
    };

    private static IEnumerable<string> Said(CrashEnding ending, string word) =>
        ending.Lines.Where(line => line.StartsWith(word + " ", StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..]);
}
