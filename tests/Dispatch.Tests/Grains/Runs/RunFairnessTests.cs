using Dispatch.Abstractions;
using Dispatch.Tests.Grains.Engine;
using static Dispatch.Tests.Grains.Runs.TestRuns;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Grains.Runs;

/// <summary>Who goes first where a destination takes only a few at a time.</summary>
[Collection("engine")]
public sealed class RunFairnessTests : IDisposable
{
    private const int SlotCount = 8;
    private const int InputCount = 160;

    private readonly SemaphoreSlim _answers = new(0);

    public void Dispose() => _answers.Dispose();

    [Fact]
    public async Task Finalize_SingleInvoiceDuringRun_OvertakesAllThatWait()
    {
        var email = SlowEmail();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        await RunAsync(engine, "run-a", "A");
        for (var i = 0; i < SlotCount - 1; i++)
            Assert.StartsWith("A-", (await email.NextAsync()).InvoiceNumber, StringComparison.Ordinal);

        // Nothing of the run was answered: the invoice finds the slot that runs leave free.
        await engine.FinalizeAsync("B-1");

        Assert.Equal("B-1", (await email.NextAsync()).InvoiceNumber);
        await EndAsync(engine, "run-a");
    }

    [Fact]
    public async Task Runs_TwoAtOnce_ShareTheirDestination()
    {
        var email = SlowEmail();
        await using var engine = await TestEngine.StartWithAsync([ByEmail("mail")], email);
        await RunAsync(engine, "run-a", "A");
        for (var i = 0; i < SlotCount - 1; i++)
            await email.NextAsync();
        await RunAsync(engine, "run-b", "B");

        var (first, second) = (0, 0);
        for (var i = 0; i < InputCount / 2; i++)
        {
            _answers.Release();
            if ((await email.NextAsync()).InvoiceNumber.StartsWith("A-", StringComparison.Ordinal))
                first++;
            else
                second++;
        }

        // The run that came later does not wait for the end of the first, nor does it push it aside.
        Assert.InRange(first, InputCount / 8, 3 * InputCount / 8);
        Assert.Equal(InputCount / 2, first + second);
        await EndAsync(engine, "run-a", "run-b");
    }

    private ScriptedChannel SlowEmail() => new(DispatchKind.Email, "relay")
    {
        SlotCount = SlotCount,
        OnSend = async (_, stop) =>
        {
            await _answers.WaitAsync(stop);
            return ScriptedChannel.Delivered;
        },
    };

    /// <summary>Brings a run so far that all its invoices are definitive.</summary>
    private static async Task RunAsync(TestEngine engine, string id, string prefix)
    {
        var run = await engine.StageAsync(Inputs([.. Enumerable.Range(0, InputCount).Select(i => TestInvoices.Ubl($"{prefix}-{i}"))]), id);
        await run.CheckedAsync();
        Assert.Null((await run.ConfirmAsync(null, "anna")).Error);
        await run.WaitAsync(view => view.State == RunState.InProgress);
    }

    private async Task EndAsync(TestEngine engine, params string[] runs)
    {
        _answers.Release(InputCount * 3);
        foreach (var run in runs)
            Assert.Equal(RunState.Settled, (await engine.Run(run).EndedAsync()).State);
    }
}
