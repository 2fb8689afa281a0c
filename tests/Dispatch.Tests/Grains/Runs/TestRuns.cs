using Dispatch.Abstractions;
using Dispatch.Tests.Grains.Engine;

namespace Dispatch.Tests.Grains.Runs;

/// <summary>Runs as a client starts them.</summary>
internal static class TestRuns
{
    public static RunInput[] Inputs(params byte[][] files) => [.. files.Select((file, i) => new RunInput { Position = i, Name = $"{i}.xml", Source = file })];

    public static RunInput[] Inputs(int count) => Inputs([.. Enumerable.Range(0, count).Select(i => TestInvoices.Ubl($"A-{i}"))]);

    public static RunOrder Order(IReadOnlyList<RunInput> inputs) => new()
    {
        InputHash = ContentHash.Of([.. inputs.SelectMany(input => input.Source.ToArray())]),
        InputCount = inputs.Count,
        RequestedBy = "billing",
    };

    public static IBillingRunGrain Run(this TestEngine engine, string id = "run-a") => engine.Host.Grains.GetGrain<IBillingRunGrain>(id);

    /// <summary>Stages inputs and closes the membership; the checks go on by themselves.</summary>
    public static async Task<IBillingRunGrain> StageAsync(this TestEngine engine, IReadOnlyList<RunInput> inputs, string id = "run-a")
    {
        var run = engine.Run(id);
        Assert.Null((await run.OpenAsync(Order(inputs))).Error);
        Assert.True(await engine.Host.Grains.GetGrain<IRunStagingGrain>(0).StageAsync(id, inputs));
        Assert.Null((await run.CloseAsync()).Error);
        return run;
    }

    /// <summary>The run as soon as it is as it should be; fails when that takes too long.</summary>
    public static async Task<RunView> WaitAsync(this IBillingRunGrain run, Func<RunView, bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TestEngine.Patience);
        var view = await run.GetAsync();
        while (!isReached(view!))
        {
            Assert.False(patience.IsCancellationRequested, $"{view!.State}: {view.Inputs}; {string.Join(", ", view.Lanes.SelectMany(lane => lane.States))} {string.Join(' ', view.Differences)}");
            view = await run.WaitForChangeAsync(view!.Stamp, TimeSpan.FromSeconds(1));
        }

        return view!;
    }

    public static Task<RunView> CheckedAsync(this IBillingRunGrain run) => run.WaitAsync(view => view.State == RunState.AwaitingConfirmation);

    public static Task<RunView> EndedAsync(this IBillingRunGrain run) => run.WaitAsync(view => view.State is RunState.Settled or RunState.NeedsCare or RunState.Stopped);
}
