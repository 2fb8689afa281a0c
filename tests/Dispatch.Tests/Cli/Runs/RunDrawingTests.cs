using Dispatch.Abstractions;
using Dispatch.Cli.Runs.Drawing;
using Dispatch.Tests.Cli.Fakes;
using Spectre.Console;
using Spectre.Console.Testing;

namespace Dispatch.Tests.Cli.Runs;

public sealed class RunDrawingTests
{
    private static readonly DateTimeOffset _now = FakeViews.Instant.AddMinutes(12).AddSeconds(3);

    [Fact]
    public void Of_BusyRun_ShowsEveryLaneWithWhatLimitsIt()
    {
        var lines = Draw(RunViews.Busy, 80);

        Assert.Equal("Run november-2026  finalizing  0:12:03  paused by ANNA: toner", lines[0]);
        Assert.Equal("finalized          ###########################.. 950 of 990    13/s 0:00:04 left", lines[1]);
        Assert.Equal("email relay        ###############!~~~~========= 304 of 600   9.5/s 0:00:32 left", lines[2]);
        Assert.Equal("                   all slots in use, or down", lines[3]);
        Assert.Equal("post hall-of-the-. =============================   0 of 350", lines[4]);
        Assert.Equal("                   paused by BERT: no paper", lines[5]);
        Assert.Equal("     95 deferred: connect_refused (email relay)", lines[6]);
        Assert.Equal("      4 refused: recipient_refused (email relay)", lines[7]);
        Assert.Equal("      1 unknown: timeout (email relay)", lines[8]);
        Assert.Equal("oldest open: email relay, 0:12:03 old", lines[9]);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Of_AnyWidth_NeverWraps(int width)
    {
        var lines = Draw(RunViews.Busy, width);

        Assert.Equal(10, lines.Count);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
    }

    [Theory]
    [InlineData(RunState.Staging, "staged             ##############............... 500 of 1000")]
    [InlineData(RunState.Validating, "checked            ")]
    [InlineData(RunState.AwaitingConfirmation, "checked            ")]
    [InlineData(RunState.Settled, "finalized          ")]
    public void Of_Step_HasItsOwnBar(RunState state, string begin)
    {
        var view = RunViews.Busy with { State = state, Lanes = [], Pause = null };

        Assert.StartsWith(begin, Draw(view, 60, stagedCount: 500)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Terminal_HasColoursAndBlocks()
    {
        var console = new TestConsole().Width(80).Colors(ColorSystem.Standard).EmitAnsiSequences();

        console.Write(RunDrawing.Of(RunViews.Busy, 0, 80, isUnicode: true, _now));

        Assert.Contains("\u001b[32m█", console.Output, StringComparison.Ordinal);
        Assert.Matches("\u001b\\[[39]3m▒", console.Output);
    }

    [Fact]
    public void OfReading_Files_SaysHowMany()
    {
        var console = new TestConsole().Width(60);

        console.Write(RunDrawing.OfReading(3, 12, 60, isUnicode: false));

        Assert.StartsWith("read ", console.Output, StringComparison.Ordinal);
        Assert.Contains("3 of 12", console.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new long[] { 50, 50 }, 100, 10, new[] { 5, 5 })]
    [InlineData(new long[] { 999, 1 }, 1000, 10, new[] { 9, 1 })]
    [InlineData(new long[] { 1, 1, 1 }, 3, 10, new[] { 4, 3, 3 })]
    [InlineData(new long[] { 10, 0 }, 40, 10, new[] { 2, 0 })]
    [InlineData(new long[] { 0 }, 0, 10, new[] { 0 })]
    public void Split_Counts_FillTheBarInProportion(long[] counts, long total, int width, int[] cells) => Assert.Equal(cells, BarSplit.Of(counts, total, width));

    private static IReadOnlyList<string> Draw(RunView view, int width, int stagedCount = 0)
    {
        var console = new TestConsole().Width(width);
        console.Write(RunDrawing.Of(view, stagedCount, width, isUnicode: false, _now));
        return [.. console.Output.TrimEnd('\n').Split('\n')];
    }
}
