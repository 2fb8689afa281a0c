using Dispatch.Grains;
using Dispatch.Grains.Finalization;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Grains.Finalization;

public sealed class RenderQueueTests
{
    private readonly List<string> _rendered = [];
    private readonly Lock _lock = new();

    [Fact]
    public async Task Run_UrgentComesLast_TakesTheNextFreeCore()
    {
        var queue = Queue(cores: 1);
        using var gate = new ManualResetEventSlim();
        var busy = await OccupyAsync(queue, gate);
        Task[] waiting = [Run(queue, "run 1"), Run(queue, "run 2"), Run(queue, "urgent 1", isUrgent: true), Run(queue, "urgent 2", isUrgent: true)];

        gate.Set();
        await Task.WhenAll([busy, .. waiting]).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["urgent 1", "urgent 2", "run 1", "run 2"], _rendered);
    }

    [Fact]
    public async Task Run_AllCoresBusy_UrgentWaitsToo()
    {
        var queue = Queue(cores: 2);
        using var gate = new ManualResetEventSlim();
        Task[] busy = [await OccupyAsync(queue, gate), await OccupyAsync(queue, gate)];

        var urgent = Run(queue, "urgent", isUrgent: true);

        Assert.False(urgent.IsCompleted);
        Assert.Empty(_rendered);
        gate.Set();
        await Task.WhenAll([urgent, .. busy]).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(["urgent"], _rendered);
    }

    [Fact]
    public async Task Run_QueueIsFullOfOthers_UrgentIsNotRefused()
    {
        var queue = Queue(cores: 1, length: 1);
        using var gate = new ManualResetEventSlim();
        var busy = await OccupyAsync(queue, gate);
        var waiting = Run(queue, "run 1");

        var refused = Run(queue, "run 2");
        var urgent = Run(queue, "urgent", isUrgent: true);

        await Assert.ThrowsAsync<RenderQueueFullException>(() => refused);
        gate.Set();
        await Task.WhenAll(busy, waiting, urgent).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(["urgent", "run 1"], _rendered);
    }

    [Fact]
    public async Task Run_RenderFails_FreesItsCore()
    {
        var queue = Queue(cores: 1);

        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.RunAsync<int>(() => throw new InvalidOperationException(), isUrgent: false));
        await Run(queue, "next").WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(["next"], _rendered);
    }

    private static RenderQueue Queue(int cores, int length = 10) => new(Options.Create(new EngineOptions { RenderQueueLength = length })) { CoreCount = cores };

    private Task<int> Run(RenderQueue queue, string name, bool isUrgent = false) => queue.RunAsync(
        () =>
        {
            lock (_lock)
                _rendered.Add(name);
            return 0;
        },
        isUrgent);

    /// <summary>Keeps a core until the gate is set; returns when it has the core.</summary>
    private static async Task<Task> OccupyAsync(RenderQueue queue, ManualResetEventSlim gate)
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = queue.RunAsync(
            () =>
            {
                begun.SetResult();
                gate.Wait(TestContext.Current.CancellationToken);
                return 0;
            },
            isUrgent: false);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        return running;
    }
}
