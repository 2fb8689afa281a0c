using Dispatch.Abstractions;
using Dispatch.Grains.Catalog;
using Dispatch.Storage.Controls;

namespace Dispatch.Tests.Grains.Controls;

public sealed class WaitTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly Pause RunPause = new("wrong tariff", "anna", At);
    private static readonly Pause LanePause = new("toner", "ben", At.AddHours(1));

    [Fact]
    public void Of_AllAtOnce_NamesWhatAPersonCanEndFirst()
    {
        ChannelPause[] pauses = [new(DispatchKind.Post, "hall", LanePause)];
        var letter = Letter();

        Assert.Equal(new WaitView(WaitCause.RunPaused, At, "anna", "wrong tariff"), Waits.Of(letter, new(RunPaused(), pauses, [Down("hall")])));
        Assert.Equal(new WaitView(WaitCause.ChannelPaused, At.AddHours(1), "ben", "toner"), Waits.Of(letter, new(NoRun, pauses, [Down("hall")])));
        Assert.Equal(new WaitView(WaitCause.DestinationDown, At, By: null, "timeout"), Waits.Of(letter, new(NoRun, [], [Down("hall")])));
        Assert.Equal(new WaitView(WaitCause.Gathering), Waits.Of(letter, Nothing));
    }

    [Theory]
    [InlineData("october~hall~1", false, WaitCause.PrintBatch)]
    [InlineData(null, false, WaitCause.Gathering)]
    [InlineData(null, true, null)]
    public void Of_LetterOfARun_WaitsForItsBatch(string? batch, bool isDue, WaitCause? cause)
    {
        var wait = Waits.Of(Letter() with { Batch = batch, DueAt = isDue ? At : null }, Nothing);

        Assert.Equal((cause, batch), (wait?.Cause, wait?.Reason));
    }

    [Theory]
    [InlineData(DispatchKind.Email, "hall", true)]
    [InlineData(DispatchKind.Post, "cellar", true)]
    [InlineData(DispatchKind.Post, "hall", false)]
    public void Of_SomethingElseDownOrNotAll_DoesNotWaitForIt(DispatchKind kind, string lane, bool stopsLane)
    {
        var outage = Down(lane) with { Kind = kind, StopsLane = stopsLane };

        Assert.Null(Waits.Of(Letter() with { DueAt = At }, new(NoRun, [], [outage])));
    }

    [Fact]
    public void Of_DeferredLetter_WaitsForNoBatch() => Assert.Null(Waits.Of(Letter() with { State = DispatchState.Deferred, Batch = "october~hall~1" }, Nothing));

    private static Dictionary<string, Pause> NoRun { get; } = [];

    private static Waits.Stops Nothing { get; } = new(NoRun, [], []);

    private static Dictionary<string, Pause> RunPaused() => new(StringComparer.Ordinal) { ["october"] = RunPause };

    private static DestinationOutage Down(string lane) => new("silo", DispatchKind.Post, "relay", lane, StopsLane: true, At, ReasonCode.Timeout, At);

    private static DispatchView Letter() => new()
    {
        Id = "R-1~d1",
        Invoice = "R-1",
        Key = new DispatchId("seehalden", "R-1", "d1"),
        Kind = DispatchKind.Post,
        Definition = "d1",
        Destination = "hall",
        Recipient = new RecipientView { Name = "Anna Muster" },
        State = DispatchState.Pending,
        Run = "october",
    };
}
