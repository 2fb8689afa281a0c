using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Runs;

public sealed class RunStartTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Start_Folder_FinalizesAllUnderOneRunAndResumesIt()
    {
        var folder = Folder(("b.xml", "A-2|x"), ("a.xml", "A-1|x"), ("notes.txt", "no invoice"));

        var first = await _cli.RunAsync("run", "start", folder, "--yes", "--json");
        var second = await _cli.RunAsync("run", "start", folder, "--yes", "--json");

        Assert.Equal(ExitCode.Done, first.Code);
        var run = (string?)first.Json[0]["run"];
        Assert.Matches("^run-[0-9a-f]{12}$", run);
        Assert.Equal($$"""{"type":"started","run":"{{run}}","inputs":2}""", first.Json[0].ToJsonString());
        Assert.Equal(
            $$$"""{"type":"finished","run":"{{{run}}}","finalized":2,"repeated":0,"refused":0,"byKind":{"email":{"delivered":2}},"state":"settled"}""",
            first.Json[^1].ToJsonString());
        Assert.All(_cli.Engine.Finalized, request => Assert.Equal(run, request.RunId));
        Assert.Equal(run, (string?)second.Json[^1]["run"]);
        Assert.Equal(first.Json[^1].ToJsonString(), second.Json[^1].ToJsonString());
        Assert.Single(_cli.Engine.Runs.Calls, call => call.StartsWith("ConfirmAsync", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { "--on-refused", "stop" }, (int)ExitCode.Refused, 0, "stopped")]
    [InlineData(new string[0], (int)ExitCode.Refused, 0, "stopped")]
    [InlineData(new[] { "--on-refused", "continue" }, (int)ExitCode.SomeRefused, 1, "settled")]
    public async Task Start_SomeRefused_StopsOrContinuesAsSaid(string[] options, int code, int finalized, string state)
    {
        var folder = Folder(("a.xml", "A-1|x"), ("b.xml", "A-2|bad"));

        var ended = await _cli.RunAsync(["run", "start", folder, "--yes", "--json", .. options]);

        Assert.Equal(code, (int)ended.Code);
        Assert.Equal(finalized, _cli.Engine.InvoiceCount);
        Assert.Equal("b.xml", (string?)ended.Json[1]["file"]);
        Assert.Equal("refused", (string?)ended.Json[1]["type"]);
        Assert.Equal("BT-110", (string?)ended.Json[1]["field"]);
        Assert.Equal(state, (string?)ended.Json[^1]["state"]);
        Assert.Equal(state == "stopped", _cli.Engine.Runs.Calls.Exists(call => call.StartsWith("CancelAsync inputs refused", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Start_AllRefused_IsCode3EvenIfItMayContinue()
    {
        var ended = await _cli.RunAsync("run", "start", Folder(("a.xml", "A-1|bad")), "--yes", "--on-refused", "continue");

        Assert.Equal(ExitCode.Refused, ended.Code);
    }

    [Theory]
    [InlineData(new[] { "y", "y" }, (int)ExitCode.SomeRefused, 1)]
    [InlineData(new[] { "y", "n" }, (int)ExitCode.NotConfirmed, 0)]
    [InlineData(new[] { "n" }, (int)ExitCode.Refused, 0)]
    public async Task Start_SomeRefusedAndAsked_DoesAsAnswered(string[] answers, int code, int finalized)
    {
        var ended = await _cli.AskAsync(answers, "run", "start", Folder(("a.xml", "A-1|x"), ("b.xml", "A-2|bad")));

        Assert.Equal(code, (int)ended.Code);
        Assert.Equal(finalized, _cli.Engine.InvoiceCount);
        Assert.Contains("Finalize the other 1 invoice?", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OneNumberTwice_SameCountsOnceAndOtherRefusesBoth()
    {
        var folder = Folder(("a.xml", "A-1|x"), ("b.xml", "A-1|x"), ("c.xml", "A-2|x"), ("d.xml", "A-2|y"));

        var ended = await _cli.RunAsync("run", "start", folder, "--yes", "--json", "--on-refused", "continue");

        Assert.Equal(["c.xml", "d.xml"], ended.Json.Where(line => (string?)line["type"] == "refused").Select(line => (string?)line["file"]));
        Assert.Equal(1, (int)ended.Json[^1]["finalized"]!);
        Assert.Single(_cli.Engine.Finalized);
    }

    [Theory]
    [InlineData(DispatchState.Deferred, (int)ExitCode.NotSettled, "inProgress")]
    [InlineData(DispatchState.Unknown, (int)ExitCode.NotSettled, "inProgress")]
    [InlineData(DispatchState.Held, (int)ExitCode.NeedsCare, "needsCare")]
    public async Task Start_NotAllDelivered_SaysSo(DispatchState state, int code, string said)
    {
        _cli.Engine.EndState = state;

        var ended = await _cli.RunAsync("run", "start", Folder(("a.xml", "A-1|x")), "--yes", "--json", "--wait", "5");

        Assert.Equal(code, (int)ended.Code);
        Assert.Equal(said, (string?)ended.Json[^1]["state"]);
    }

    [Fact]
    public async Task Start_MoreThanABatch_FinalizesEach()
    {
        var folder = Folder([.. Enumerable.Range(0, 450).Select(n => ($"{n:000}.xml", $"A-{n}|x"))]);

        var ended = await _cli.RunAsync("run", "start", folder, "--yes", "--json", "--run", "october");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal(450, (int)ended.Json[^1]["finalized"]!);
        Assert.Equal("october", (string?)ended.Json[^1]["run"]);
    }

    [Fact]
    public async Task Start_ForAPerson_ShowsWhatNeedsCare()
    {
        _cli.Engine.EndState = DispatchState.Refused;

        var ended = await _cli.RunAsync("run", "start", Folder(("a.xml", "A-1|x")), "--yes");

        Assert.Contains("needsCare; 1 finalized", ended.Output, StringComparison.Ordinal);
        Assert.Contains("A-1~d1", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NotConfirmed_LeavesTheRunWaitingAndNamesPreviews()
    {
        var ended = await _cli.AskAsync(["n"], "run", "start", Folder(("a.xml", "A-1|x"), ("b.xml", "A-2|x")), "--run", "october");

        Assert.Equal(ExitCode.NotConfirmed, ended.Code);
        Assert.Equal(RunState.AwaitingConfirmation, _cli.Engine.Runs["october"]!.State);
        Assert.Contains("run confirm october", Unwrapped(ended.Error), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.Folder, "data", "preview", "A-2.pdf")));
    }

    [Fact]
    public async Task Start_OtherInputsUnderADefinitiveRun_IsCode4()
    {
        await _cli.RunAsync("run", "start", Folder(("a.xml", "A-1|x")), "--yes", "--run", "october");
        _cli.Write(Path.Combine("in", "b.xml"), "A-2|x");

        var ended = await _cli.RunAsync("run", "start", Path.Combine(_cli.Folder, "in"), "--yes", "--run", "october", "--json");

        Assert.Equal(ExitCode.Conflict, ended.Code);
        Assert.Equal("run_conflict", (string?)Assert.Single(ended.Json)["error"]!["code"]);
        Assert.Equal(1, _cli.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Start_UnreadableFile_IsAmongTheRefused()
    {
        _cli.Write("a.xml", "A-1|x");
        var list = _cli.Write("list.jsonl", "{\"file\":\"a.xml\"}\n{\"file\":\"none.xml\"}\n");

        var ended = await _cli.RunAsync("run", "start", list, "--yes", "--json", "--on-refused", "continue");

        Assert.Equal(ExitCode.SomeRefused, ended.Code);
        var refused = Assert.Single(ended.Json, line => (string?)line["type"] == "refused");
        Assert.Equal(("none.xml", "file_unreadable"), ((string?)refused["file"], (string?)refused["code"]));
        Assert.Equal(1, (int)ended.Json[^1]["finalized"]!);
    }

    [Fact]
    public async Task Start_RefusedInputMended_FinalizesTheRest()
    {
        var folder = Folder(("a.xml", "A-1|x"), ("b.xml", "A-2|bad"));
        await _cli.RunAsync("run", "start", folder, "--yes", "--run", "october");
        _cli.Write(Path.Combine("in", "b.xml"), "A-2|x");

        var ended = await _cli.RunAsync("run", "start", folder, "--yes", "--run", "october", "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal(2, (int)ended.Json[^1]["finalized"]!);
    }

    [Fact]
    public async Task Start_SiloDiesWhileFilesArrive_SendsThemAgain()
    {
        _cli.Engine.Runs.FailingStagings = 1;

        var ended = await _cli.RunAsync("run", "start", Folder(("a.xml", "A-1|x")), "--yes");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal(1, _cli.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Start_PausedRunThatIsNotConfirmed_WaitsForItsConfirmationAllTheSame()
    {
        var folder = Folder(("a.xml", "A-1|x"));
        await _cli.RunAsync("run", "start", folder, "--run", "october");
        await _cli.RunAsync("run", "pause", "october", "--reason", "toner");

        var ended = await _cli.RunAsync("run", "start", folder, "--run", "october");

        Assert.Equal(ExitCode.NotConfirmed, ended.Code);
    }

    [Fact]
    public async Task Start_StaysFinalizing_IsCode8AfterTheWaitAndShowsProgress()
    {
        _cli.Engine.Runs.StuckIn = RunState.Finalizing;
        var folder = Folder(("a.xml", "A-1|x"));
        await _cli.RunAsync("run", "start", folder, "--run", "october");
        await _cli.RunAsync("run", "pause", "october", "--reason", "toner", "--by", "ANNA");

        var ended = await _cli.RunAsync("run", "start", folder, "--run", "october", "--yes", "--wait", "2", "--json");

        Assert.Equal(ExitCode.NotSettled, ended.Code);
        var progress = ended.Json.First(line => (string?)line["type"] == "progress");
        Assert.Equal(
            ["type", "run", "inputs", "checked", "finalized", "repeated", "refused", "byKind", "state", "pause", "lanes"],
            progress.AsObject().Select(member => member.Key));
        Assert.Equal(("finalizing", "ANNA"), ((string?)progress["state"], (string?)progress["pause"]!["by"]));
        Assert.Equal("finalizing", (string?)ended.Json[^1]["state"]);
    }

    [Theory]
    [InlineData(RunState.Finalizing, false, "resume")]
    [InlineData(RunState.Finalizing, true, "goes on in the engine")]
    public async Task Start_Interrupted_SaysThatTheRunGoesOn(RunState state, bool isGateway, string said)
    {
        _cli.Engine.Runs.StuckIn = state;
        using var interruption = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        _cli.Stopping = interruption.Token;

        var ended = await _cli.RunAsync(["run", "start", Folder(("a.xml", "A-1|x")), "--run", "october", "--yes", .. isGateway ? ["--gateway", "localhost:1"] : Array.Empty<string>()]);

        Assert.Equal(ExitCode.Interrupted, ended.Code);
        Assert.Contains("The run october", ended.Error, StringComparison.Ordinal);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
    }

    private static string Unwrapped(string text) => text.Replace("\n", " ", StringComparison.Ordinal).Replace("  ", " ", StringComparison.Ordinal);

    private string Folder(params (string Name, string Content)[] files)
    {
        foreach (var (name, content) in files)
            _cli.Write(Path.Combine("in", name), content);
        return Path.Combine(_cli.Folder, "in");
    }
}
