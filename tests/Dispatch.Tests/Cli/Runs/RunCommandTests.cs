using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Engine;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Runs;

public sealed class RunCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_TwoRuns_IsNewestFirst()
    {
        await StartAsync("first", "A-1|x");
        await StartAsync("second", "A-2|x");

        var json = await _cli.RunAsync("run", "list", "--json");
        var table = await _cli.RunAsync("run", "list");

        Assert.Equal(["second", "first"], json.Json.Select(line => (string?)line["id"]));
        Assert.Equal(["id", "state", "paused", "inputs", "startedAt", "requestedBy"], json.Json[0].AsObject().Select(member => member.Key));
        Assert.Contains("awaitingConfirmation", table.Output, StringComparison.Ordinal);
        Assert.Equal(EngineUse.Read, _cli.Engine.Uses[^1]);
    }

    [Fact]
    public async Task Show_SettledRun_SaysThatItBalances()
    {
        await StartAsync("october", "A-1|x", "--yes");

        var json = (await _cli.RunAsync("run", "show", "october", "--json")).Json[0];
        var page = await _cli.RunAsync("run", "show", "october");

        Assert.Equal(
            ["id", "state", "pause", "cancellation", "startedAt", "confirmedAt", "finalizedAt", "requestedBy", "confirmedBy", "printer", "inputs", "lanes", "balanced", "differences"],
            json.AsObject().Select(member => member.Key));
        Assert.Equal("""{"total":1,"staged":0,"valid":0,"refused":0,"same":0,"finalized":1,"repeated":0,"cancelled":0}""", json["inputs"]!.ToJsonString());
        var lane = Assert.Single(json["lanes"]!.AsArray())!;
        Assert.Equal(
            ["states", "kind", "destination", "accepted", "delivered", "bounced", "refused", "held", "cancelled", "unknown", "inFlight", "perSecond", "secondsLeft", "limit", "pause"],
            lane.AsObject().Select(member => member.Key));
        Assert.Equal("delivered", (string?)lane["states"]![0]!["state"]);
        Assert.True((bool)json["balanced"]!);
        Assert.Contains("The ledger balances.", page.Output, StringComparison.Ordinal);
        Assert.Matches("total +1 +1 +0", page.Output);
    }

    [Fact]
    public async Task Show_Differences_SaysThemAndWhatFailed()
    {
        _cli.Engine.Runs.Put(RunViews.Busy with { Differences = ["7 inputs found no end."] });

        var ended = await _cli.RunAsync("run", "show", RunViews.Busy.Id);

        Assert.Contains("Difference: 7 inputs found no end.", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("balances", ended.Output, StringComparison.Ordinal);
        Assert.Contains("recipient_refused", ended.Output, StringComparison.Ordinal);
        Assert.Contains("by ANNA: toner", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run show none")]
    [InlineData("run watch none")]
    [InlineData("run confirm none --yes")]
    [InlineData("run pause none --reason x")]
    [InlineData("run resume none")]
    [InlineData("run cancel none --reason x --yes")]
    public async Task Run_NoSuchRun_IsCode5(string line)
    {
        var ended = await _cli.RunAsync([.. line.Split(' '), "--json"]);

        Assert.Equal(ExitCode.NotFound, ended.Code);
        Assert.Equal("none", (string?)Assert.Single(ended.Json)["error"]!["value"]);
    }

    [Theory]
    [InlineData(RunState.Settled, 0, 0, (int)ExitCode.Done)]
    [InlineData(RunState.Settled, 2, 0, (int)ExitCode.SomeRefused)]
    [InlineData(RunState.NeedsCare, 0, 1, (int)ExitCode.NeedsCare)]
    [InlineData(RunState.NeedsCare, 2, 1, (int)ExitCode.SomeRefused)]
    [InlineData(RunState.AwaitingConfirmation, 0, 0, (int)ExitCode.NotConfirmed)]
    [InlineData(RunState.Validating, 0, 0, (int)ExitCode.NotSettled)]
    [InlineData(RunState.Finalizing, 0, 0, (int)ExitCode.NotSettled)]
    [InlineData(RunState.Stopped, 2, 0, (int)ExitCode.Refused)]
    [InlineData(RunState.Stopped, 0, 0, (int)ExitCode.NotConfirmed)]
    public async Task Watch_Run_TellsItsEnding(RunState state, int refused, int held, int code)
    {
        _cli.Engine.Runs.Put(RunViews.Of(state, refused, held));

        var ended = await _cli.RunAsync("run", "watch", "october", "--wait", "0", "--json");

        Assert.Equal(code, (int)ended.Code);
        Assert.Equal("finished", (string?)ended.Json[^1]["type"]);
    }

    [Fact]
    public async Task Confirm_WaitingRun_FinalizesIt()
    {
        await StartAsync("october", "A-1|x");

        var asked = await _cli.RunAsync("run", "confirm", "october");
        var ended = await _cli.RunAsync("run", "confirm", "october", "--yes", "--printer", "hall", "--json");

        Assert.Equal(ExitCode.NotConfirmed, asked.Code);
        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal("settled", (string?)ended.Json[^1]["state"]);
        Assert.Equal("hall", Assert.Single(_cli.Engine.Finalized).Printer);
    }

    [Fact]
    public async Task Confirm_StoppedRun_IsCode2()
    {
        await StartAsync("october", "A-1|x");
        await _cli.RunAsync("run", "cancel", "october", "--reason", "tariff", "--yes");

        var ended = await _cli.RunAsync("run", "confirm", "october", "--yes");

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains("The run was stopped.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndResume_Run_RecordWhoAndWhy()
    {
        await StartAsync("october", "A-1|x");

        var paused = await _cli.RunAsync("run", "pause", "october", "--reason", "toner", "--by", "ANNA", "--json");
        var resumed = await _cli.RunAsync("run", "resume", "october", "--json");

        Assert.Equal(("ANNA", "toner"), ((string?)paused.Json[0]["pause"]!["by"], (string?)paused.Json[0]["pause"]!["reason"]));
        Assert.Null(resumed.Json[0]["pause"]);
        Assert.Equal($"ResumeAsync {Environment.UserName}@{Environment.MachineName}", _cli.Engine.Runs.Calls[^1]);
        Assert.Equal(EngineUse.Write, _cli.Engine.Uses[^1]);
    }

    [Fact]
    public async Task Cancel_Run_AsksAndSaysWhatIsDefinitive()
    {
        _cli.Engine.Runs.Put(RunViews.Busy);

        var refused = await _cli.AskAsync(["n"], "run", "cancel", RunViews.Busy.Id, "--reason", "tariff");
        var silent = await _cli.RunAsync("run", "cancel", RunViews.Busy.Id, "--reason", "tariff");

        Assert.Equal((ExitCode.NotConfirmed, ExitCode.NotConfirmed), (refused.Code, silent.Code));
        Assert.Contains("950 invoices are definitive", refused.Error.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain(_cli.Engine.Runs.Calls, call => call.StartsWith("Cancel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Cancel_WaitingRun_StopsIt()
    {
        await StartAsync("october", "A-1|x");

        var ended = await _cli.RunAsync("run", "cancel", "october", "--reason", "tariff", "--yes", "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal(("stopped", "tariff"), ((string?)ended.Json[0]["state"], (string?)ended.Json[0]["cancellation"]!["reason"]));
        Assert.Equal(0, _cli.Engine.InvoiceCount);
    }

    [Fact]
    public async Task Resume_FinalizingRun_IsWaitedForAndCode8()
    {
        _cli.Engine.Runs.Put(RunViews.Of(RunState.Finalizing, 0, 0));

        var ended = await _cli.RunAsync("resume", "--wait", "1");

        Assert.Equal(ExitCode.NotSettled, ended.Code);
    }

    private Task<CliEnding> StartAsync(string run, string invoice, params string[] options) =>
        _cli.RunAsync(["run", "start", _cli.Write($"{run}.xml", invoice), "--run", run, .. options]);
}
