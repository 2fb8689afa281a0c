using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Grains;
using Dispatch.Grains.Dispatches;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Grains.Dispatches;

public sealed class LaneSlotsTests
{
    private const string Lane = "email/relay";

    private readonly ChannelLane _lane;
    private readonly LaneSlots _slots;

    public LaneSlotsTests()
    {
        var channel = new ScriptedChannel(DispatchKind.Email, "relay") { SlotCount = 16 };
        _lane = channel.Lanes[0];
        _slots = new LaneSlots(new ChannelDirectory([channel], Options.Create(new PrintOptions())));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void TryTake_ByRuns_LeavesAnEighthToInvoicesOfTheirOwn()
    {
        var taken = Enumerable.Range(0, 14).Select(_ => _slots.TryTake(_lane, isRun: true)).ToList();

        Assert.DoesNotContain(null, taken);
        Assert.Null(_slots.TryTake(_lane, isRun: true));
        Assert.Equal((0, 2), (_slots.FreeCount(Lane, isRun: true), _slots.FreeCount(Lane, isRun: false)));
        Assert.NotNull(_slots.TryTake(_lane, isRun: false));
        taken[0]!.Dispose();
        taken[0]!.Dispose();
        Assert.Equal((1, 2), (_slots.FreeCount(Lane, isRun: true), _slots.FreeCount(Lane, isRun: false)));
    }

    /// <summary>Whoever only waits takes nothing: the slot is there for all who look meanwhile.</summary>
    [Fact]
    public async Task WaitForFree_ManyAtOnce_AllSeeTheSlotAndNoneTakesIt()
    {
        var taken = Enumerable.Range(0, 16).Select(_ => _slots.TryTake(_lane, isRun: false)).ToList();
        var waiting = Enumerable.Range(0, 8).Select(i => _slots.WaitForFreeAsync(Lane, isRun: i % 2 == 0, Stop)).ToList();
        Assert.All(waiting, wait => Assert.False(wait.IsCompleted));

        taken[0]!.Dispose();

        Assert.Equal(1, _slots.FreeCount(Lane, isRun: true));
        await Task.WhenAll(waiting).WaitAsync(TestEngine.Patience, Stop);
        Assert.Equal(1, _slots.FreeCount(Lane, isRun: false));
        Assert.True(_slots.WaitForFreeAsync(Lane, isRun: true, Stop).IsCompletedSuccessfully);
    }
}
