using System.Globalization;
using System.Text.Json;
using Dispatch.Abstractions;
using Dispatch.CrashHost;
using Dispatch.EndToEnd.Crash;
using Dispatch.Tests.Servers.Cups;

namespace Dispatch.EndToEnd.Print;

/// <summary>
/// The engine is killed at each step of a print batch, several times in one data folder, while a real CUPS goes on: when all is settled every letter has
/// been printed exactly once, and since the printer could always be asked none is marked or held.
/// </summary>
public sealed class PrintCrashTests : IAsyncLifetime
{
    private const int LetterCount = 4;

    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-print-crash-").FullName;
    private readonly List<string> _sent = [];
    private PrivateCups? _cups;

    public static TheoryData<KillChain> Points => [.. KillChain.Of(KillPoints.PrintJobs)];

    private string StepFile => Path.Combine(_root, "steps.log");

    public async ValueTask InitializeAsync()
    {
        PrivateCups.Require();
        _cups = await PrivateCups.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await (_cups?.DisposeAsync() ?? ValueTask.CompletedTask);
        Directory.Delete(_root, recursive: true);
    }

    [Theory, MemberData(nameof(Points))]
    public async Task Kill_AtStepsOfABatch_EachLetterIsPrintedOnce(KillChain chain)
    {
        foreach (var point in chain.Points)
            Assert.True(await RunAsync(point) is { IsKilled: true }, $"{point.Name} was not reached:\n{await File.ReadAllTextAsync(StepFile, TestContext.Current.CancellationToken)}");
        var ending = await RunAsync(point: null);

        Assert.True(ending.ExitCode == 0 && !ending.IsKilled, $"The engine ended with {ending.ExitCode}: {ending.Errors}");
        var invoices = ending.Lines
            .Where(line => line.StartsWith(CrashReport.Invoice + " ", StringComparison.Ordinal))
            .Select(line => JsonSerializer.Deserialize<InvoiceView>(line[(CrashReport.Invoice.Length + 1)..])!)
            .ToList();
        var faults = invoices.SelectMany(FindFaults).Concat(_sent.Except(invoices.Select(invoice => invoice.Number)).Select(number => $"{number} is lost"));
        var printed = PrintedLetters.In(_cups!.Printed());
        faults = faults.Concat(_sent.Where(number => printed[number].Count() != 1).Select(number => $"{number} was printed {printed[number].Count()} times"));
        Assert.True(!faults.Any(), $"{string.Join('\n', faults)}\nSteps:\n{await File.ReadAllTextAsync(StepFile, TestContext.Current.CancellationToken)}");
    }

    private static IEnumerable<string> FindFaults(InvoiceView invoice) => invoice.Dispatches
        .Where(dispatch => dispatch.State != DispatchState.Delivered || dispatch.PossibleDuplicate || dispatch.Attempts.Any(attempt => attempt.Outcome is null))
        .Select(dispatch => $"{dispatch.Id} stands at {dispatch.State} {dispatch.Reason}, possible duplicate {dispatch.PossibleDuplicate}, after {dispatch.Attempts.Count}");

    /// <summary>Everything sent so far is sent again; a run that is to die has new invoices besides.</summary>
    private async Task<CrashEnding> RunAsync(KillPoint? point)
    {
        // Numbers of the subscription that gets letters alone.
        if (point is not null)
            _sent.AddRange(Enumerable.Range(0, LetterCount).Select(i => string.Create(CultureInfo.InvariantCulture, $"R{_sent.Count / LetterCount}-{1 + (4 * i):00}")));
        using var process = CrashProcess.Start(new CrashOrder
        {
            DataFolder = Path.Combine(_root, "data"),
            Invoices = [.. _sent],
            PrinterUri = _cups!.Uri(),
            KillEvent = point?.Step,
            StepFile = StepFile,
        });
        return await process.WaitAsync();
    }
}
