using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Engine;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Printers;

public sealed class PrinterCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public PrinterCommandTests() => _cli.Engine.Printers =
    [
        new("hall", "ipp://cups.example:631/printers/hall", true, 12) { State = PrinterState.Stopped, Reason = ReasonCode.MediaMissing, Media = ["iso_a4_210x297mm"], QueuedJobs = 3 },
        new("desk", "file:/spool/desk", false, 0) { Media = ["*"] },
    ];

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_Printers_SaysHowTheyStand()
    {
        var json = await _cli.RunAsync("printer", "list", "--json");
        var table = await _cli.RunAsync("printer", "list");

        Assert.Equal(
            [
                """{"name":"hall","uri":"ipp://cups.example:631/printers/hall","isDefault":true,"waitingCount":12,"state":"stopped","reason":"media_missing","media":["iso_a4_210x297mm"],"queuedJobs":3}""",
                """{"name":"desk","uri":"file:/spool/desk","isDefault":false,"waitingCount":0,"state":"idle","reason":null,"media":["*"],"queuedJobs":null}""",
            ],
            json.Json.Select(line => line.ToJsonString()));
        foreach (var word in new[] { "hall", "stopped", "media_missing", "iso_a4_210x297mm", "12" })
            Assert.Contains(word, table.Output, StringComparison.Ordinal);
        Assert.Equal(EngineUse.Read, _cli.Engine.Uses[^1]);
    }

    [Fact]
    public async Task List_PrintServerAway_IsNamedAsOneAndNotOfferedAsAPrinter()
    {
        _cli.Engine.Printers = [.. _cli.Engine.Printers, new("house", "ipp://cups.example/", false, 0) { State = PrinterState.Away, Reason = ReasonCode.ConnectRefused, IsServer = true }];

        var json = await _cli.RunAsync("printer", "list", "--json");
        var table = await _cli.RunAsync("printer", "list");
        var finalized = await _cli.AskAsync(["", "y"], "invoice", "finalize", _cli.Write("a.xml", "A-1|x"));

        Assert.True((bool)json.Json[^1]["isServer"]!);
        Assert.Contains("house (print server)", table.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("house", finalized.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PauseAndResume_Printer_AreThoseOfItsChannel()
    {
        var paused = await _cli.RunAsync("printer", "pause", "hall", "--reason", "toner", "--by", "ANNA", "--json");
        var resumed = await _cli.RunAsync("printer", "resume", "hall", "--json");

        var view = Assert.Single(paused.Json);
        Assert.Equal(("post", "hall", "ANNA", "toner"), ((string?)view["kind"], (string?)view["destination"], (string?)view["pause"]!["by"], (string?)view["pause"]!["reason"]));
        Assert.Null(Assert.Single(resumed.Json)["pause"]);
        Assert.Equal(EngineUse.Write, _cli.Engine.Uses[^1]);
    }

    [Fact]
    public async Task Pause_NoSuchPrinter_IsCode5()
    {
        var ended = await _cli.RunAsync("printer", "pause", "cellar", "--reason", "toner", "--json");

        Assert.Equal(ExitCode.NotFound, ended.Code);
    }

    [Fact]
    public async Task Finalize_SeveralPrinters_ShowsTheStateOfEach()
    {
        var ended = await _cli.AskAsync(["", "y"], "invoice", "finalize", _cli.Write("a.xml", "A-1|x"));

        Assert.Contains("hall (default): stopped, media_missing", ended.Error, StringComparison.Ordinal);
        Assert.Contains("desk: idle", ended.Error, StringComparison.Ordinal);
    }
}
