using Dispatch.Abstractions;
using Dispatch.Storage.Controls;
using Dispatch.Storage.Runs;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Storage;

/// <summary>What every database under <see cref="IControlStore"/> must do. Each database's tests inherit it.</summary>
public abstract class ControlStoreCompliance : IAsyncLifetime
{
    private static readonly Pause Why = new("toner", "anna", Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IControlStore Controls { get; set; } = null!;

    private IRunStore Runs { get; set; } = null!;

    public async ValueTask InitializeAsync() => (Controls, Runs) = await OpenAsync();

    public abstract ValueTask DisposeAsync();

    protected abstract Task<(IControlStore Controls, IRunStore Runs)> OpenAsync();

    [Fact]
    public async Task Read_NewDatabase_NothingIsPausedOrUnderWay()
    {
        var controls = await Controls.ReadAsync(Stop);

        Assert.Equal(Text(EngineControls.None), Text(controls));
    }

    [Fact]
    public async Task Put_ChannelsAndDestinations_AreReadSorted()
    {
        await Controls.PutPausesAsync([Paused(DispatchKind.Post, "hall"), Paused(DispatchKind.Post, ""), Paused(DispatchKind.Email, "")], Stop);
        await Controls.PutPausesAsync([], Stop);

        Assert.Equal([Paused(DispatchKind.Email, ""), Paused(DispatchKind.Post, ""), Paused(DispatchKind.Post, "hall")], (await Controls.ReadAsync(Stop)).Pauses);
    }

    [Fact]
    public async Task Put_SameDestinationAgain_ReplacesItsPause()
    {
        var again = Paused(DispatchKind.Post, "hall") with { Pause = new Pause("paper", "ben", Now.AddHours(1)) };
        await Controls.PutPausesAsync([Paused(DispatchKind.Post, "hall")], Stop);

        await Controls.PutPausesAsync([again], Stop);

        Assert.Equal([again], (await Controls.ReadAsync(Stop)).Pauses);
    }

    [Theory]
    [InlineData(DispatchKind.Email, "relay", "email/ post/ post/hall post/yard")]
    [InlineData(DispatchKind.Post, "hall", "email/ post/ post/yard")]
    [InlineData(DispatchKind.Post, "", "email/ post/hall post/yard")]
    [InlineData(DispatchKind.Post, null, "email/")]
    [InlineData(null, null, "")]
    public async Task Remove_ChannelOrDestination_LeavesTheOthers(DispatchKind? kind, string? destination, string left)
    {
        await Controls.PutPausesAsync(
            [Paused(DispatchKind.Email, ""), Paused(DispatchKind.Post, ""), Paused(DispatchKind.Post, "hall"), Paused(DispatchKind.Post, "yard")], Stop);

        var count = await Controls.RemovePausesAsync(kind, destination, Stop);

        var pauses = (await Controls.ReadAsync(Stop)).Pauses;
        Assert.Equal(left, string.Join(' ', pauses.Select(pause => $"{pause.Kind}/{pause.Destination}")), ignoreCase: true);
        Assert.Equal(4 - pauses.Count, count);
        Assert.Equal(0, await Controls.RemovePausesAsync(kind, destination, Stop));
    }

    [Theory]
    [InlineData(RunPhase.Staging, false)]
    [InlineData(RunPhase.Validating, true)]
    [InlineData(RunPhase.AwaitingConfirmation, false)]
    [InlineData(RunPhase.Finalizing, true)]
    [InlineData(RunPhase.Finalized, false)]
    [InlineData(RunPhase.Stopped, false)]
    public async Task Read_RunOfAPhase_IsActiveWhileItGoesOnByItself(RunPhase phase, bool isActive)
    {
        var run = await CreateAsync("run-a", phase);
        var paused = await CreateAsync("run-b", phase, isPaused: true);

        var controls = await Controls.ReadAsync(Stop);

        Assert.Equal(isActive ? [new ActiveRun(run.Number, "run-a"), new ActiveRun(paused.Number, "run-b")] : [], controls.ActiveRuns);
        Assert.Equal([paused.Number], controls.PausedQueues);
    }

    [Fact]
    public async Task Read_RunResumed_IsNoLongerPaused()
    {
        var run = await CreateAsync("run-a", RunPhase.Finalized, isPaused: true);

        await Runs.WriteAsync(run with { IsPaused = false }, Stop);

        Assert.Empty((await Controls.ReadAsync(Stop)).PausedQueues);
    }

    [Fact]
    public async Task PutOutages_OfTwoProcesses_AreListedSorted()
    {
        var (spare, relay) = (Down("one", "spare"), Down("one", "relay") with { StopsLane = true });
        await Controls.PutOutagesAsync("one", [spare, relay], Now, Stop);
        await Controls.PutOutagesAsync("two", [Down("two", "relay")], Now, Stop);

        Assert.Equal([relay, Down("two", "relay"), spare], await Controls.ListOutagesAsync(Now, Stop));
    }

    [Fact]
    public async Task PutOutages_SameProcessAgain_ReplacesAllOfItsOwnAndNothingOfOthers()
    {
        await Controls.PutOutagesAsync("one", [Down("one", "relay"), Down("one", "spare")], Now, Stop);
        await Controls.PutOutagesAsync("two", [Down("two", "relay")], Now, Stop);
        var again = Down("one", "relay") with { Reason = ReasonCode.TlsFailed, Since = Now.AddMinutes(1), SeenAt = Now.AddMinutes(2), StopsLane = true, Lane = "other" };

        await Controls.PutOutagesAsync("one", [again], Now, Stop);
        var replaced = await Controls.ListOutagesAsync(Now, Stop);
        await Controls.PutOutagesAsync("one", [], Now, Stop);

        Assert.Equal([again, Down("two", "relay")], replaced);
        Assert.Equal([Down("two", "relay")], await Controls.ListOutagesAsync(Now, Stop));
    }

    [Fact]
    public async Task PutOutages_OfADeadProcess_AreNotListedAndRemovedByOthers()
    {
        await Controls.PutOutagesAsync("dead", [Down("dead", "relay")], Now, Stop);
        var after = Now.AddMilliseconds(1);

        var listed = await Controls.ListOutagesAsync(after, Stop);
        await Controls.PutOutagesAsync("one", [], after, Stop);

        Assert.Empty(listed);
        Assert.Empty(await Controls.ListOutagesAsync(Now, Stop));
    }

    private static DestinationOutage Down(string silo, string destination) =>
        new(silo, DispatchKind.Email, destination, "smtp", StopsLane: false, Now.AddMinutes(-1), ReasonCode.ConnectRefused, Now);

    private static ChannelPause Paused(DispatchKind kind, string destination) => new(kind, destination, Why);

    private Task<RunRow> CreateAsync(string id, RunPhase phase, bool isPaused = false) => Runs.CreateAsync(
        new RunRow { Id = id, Phase = phase, IsPaused = isPaused, InputCount = 1, StartedAt = Now, RequestedBy = "billing", Details = "{}" }, Stop);
}
