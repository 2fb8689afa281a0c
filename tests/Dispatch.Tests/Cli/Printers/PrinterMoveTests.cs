using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Printers;

public sealed class PrinterMoveTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Move_Json_CountsWhatAllCallsHaveMoved()
    {
        _cli.Engine.Channels.Views[1] = _cli.Engine.Channels.Views[1] with { InFlight = 2, Held = 1 };
        _cli.Engine.Channels.Moves.Enqueue(new MoveAnswer(1000, 2, 0, IsComplete: false));
        _cli.Engine.Channels.Moves.Enqueue(new MoveAnswer(7, 0, 30, IsComplete: true));

        var ended = await _cli.RunAsync("printer", "move", "hall", "annex", "--run", "october", "--reason", "toner", "--by", "ANNA", "--yes", "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal("""{"moved":1039,"pending":1007,"held":2,"standby":30,"from":"hall","to":"annex","left":3}""", Assert.Single(ended.Json).ToJsonString());
        Assert.All(_cli.Engine.Channels.Moved, args => Assert.Equal(["hall", "annex", "october", "toner", "ANNA"], args));
        Assert.Equal(2, _cli.Engine.Channels.Moved.Count);
    }

    [Fact]
    public async Task Move_Text_SaysWhatWasMovedAndWhatIsLeft()
    {
        _cli.Engine.Channels.Views[1] = _cli.Engine.Channels.Views[1] with { InFlight = 1 };
        _cli.Engine.Channels.Moves.Enqueue(new MoveAnswer(3, 0, 1, IsComplete: true));

        var ended = await _cli.RunAsync("printer", "move", "hall", "annex", "--reason", "toner", "--yes");

        Assert.Contains("Moved 4 letters from hall to annex: 3 pending, 0 held, 1 on standby.", ended.Output, StringComparison.Ordinal);
        Assert.Contains("1 letter of hall is open still", ended.Output, StringComparison.Ordinal);
        Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", _cli.Engine.Channels.Moved[0][4]);
    }

    [Theory]
    [InlineData("n", 6, 0)]
    [InlineData("y", 0, 1)]
    public async Task Move_Person_IsAsked(string answer, int code, int calls)
    {
        var ended = await _cli.AskAsync([answer], "printer", "move", "hall", "annex", "--reason", "toner");

        Assert.Equal((code, calls), ((int)ended.Code, _cli.Engine.Channels.Moved.Count));
        Assert.Contains("Move what waits for printer hall (0 letters open) to annex?", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_NobodyToAskAndNoYes_IsCode6()
    {
        Assert.Equal(ExitCode.NotConfirmed, (await _cli.RunAsync("printer", "move", "hall", "annex", "--reason", "toner")).Code);
        Assert.Empty(_cli.Engine.Channels.Moved);
    }

    [Theory]
    [InlineData("printer_unknown", 5)]
    [InlineData("run_unknown", 5)]
    [InlineData("printer_same", 2)]
    public async Task Move_Refused_HasItsCode(string problem, int code)
    {
        _cli.Engine.Channels.Moves.Enqueue(new MoveAnswer(0, 0, 0, IsComplete: true, new Problem(problem, "printer", "cellar", "No.", "Use one of: hall.")));

        var ended = await _cli.RunAsync("printer", "move", "hall", "cellar", "--reason", "toner", "--yes", "--json");

        Assert.Equal(code, (int)ended.Code);
        Assert.Equal(problem, (string?)Assert.Single(ended.Json)["error"]!["code"]);
    }
}
