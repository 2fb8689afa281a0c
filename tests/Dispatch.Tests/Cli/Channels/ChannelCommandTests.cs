using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Engine;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Channels;

public sealed class ChannelCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_Channels_SaysHowTheyStand()
    {
        var json = await _cli.RunAsync("channel", "list", "--json");
        var table = await _cli.RunAsync("channel", "list");

        Assert.Equal(
            """{"kind":"email","destination":"relay","configured":true,"slots":32,"inFlight":4,"deferred":1,"unknown":0,"held":0,"oldestOpenAt":"2026-11-01T07:30:00.120Z","pause":null}""",
            json.Json[0].ToJsonString());
        Assert.Contains("relay", table.Output, StringComparison.Ordinal);
        Assert.Equal(EngineUse.Read, _cli.Engine.Uses[^1]);
    }

    [Fact]
    public async Task List_RelayDown_SaysSinceWhenWhyAndForWhom()
    {
        _cli.Engine.Channels.Views[0] = _cli.Engine.Channels.Views[0] with { Outages = [new OutageView("geneva", FakeViews.Instant, ReasonCode.ConnectRefused, ["10.0.0.3:11111"])] };

        var json = await _cli.RunAsync("channel", "list", "--json");
        var table = await _cli.RunAsync("channel", "list");

        Assert.Equal(
            """[{"destination":"geneva","since":"2026-11-01T07:30:00.120Z","reason":"connect_refused","silos":["10.0.0.3:11111"]}]""",
            json.Json[0]["outages"]!.ToJsonString());
        Assert.Null(json.Json[1]["outages"]);
        foreach (var word in new[] { "geneva", "connect_refused", "10.0.0.3:11111" })
            Assert.Contains(word, table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndResume_Destination_RecordWhoAndWhy()
    {
        var paused = await _cli.RunAsync("channel", "pause", "post", "--destination", "hall", "--reason", "toner", "--by", "ANNA", "--json");
        var table = await _cli.RunAsync("channel", "list");
        var resumed = await _cli.RunAsync("channel", "resume", "post", "--json");

        Assert.Equal(("ANNA", "toner"), ((string?)Assert.Single(paused.Json)["pause"]!["by"], (string?)paused.Json[0]["pause"]!["reason"]));
        Assert.Contains("by ANNA since", table.Output, StringComparison.Ordinal);
        Assert.Null(Assert.Single(resumed.Json)["pause"]);
        Assert.Equal(EngineUse.Write, _cli.Engine.Uses[^1]);
    }

    [Fact]
    public async Task Pause_All_StopsEveryChannel()
    {
        var ended = await _cli.RunAsync("channel", "pause", "all", "--reason", "tariff", "--json");

        Assert.Equal(2, ended.Json.Count);
        Assert.All(_cli.Engine.Channels.Views, view => Assert.Equal($"{Environment.UserName}@{Environment.MachineName}", view.Pause!.By));
    }

    [Fact]
    public async Task Pause_NoSuchDestination_IsCode5()
    {
        var ended = await _cli.RunAsync("channel", "pause", "post", "--destination", "cellar", "--reason", "toner", "--json");

        Assert.Equal(ExitCode.NotFound, ended.Code);
        var error = Assert.Single(ended.Json)["error"]!;
        Assert.Equal(("destination", "cellar"), ((string?)error["field"], (string?)error["value"]));
    }
}
