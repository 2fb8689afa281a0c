using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Batches;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Batches;

public sealed class BatchCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    private FakeBatches Batches => _cli.Engine.Batches;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task List_Json_IsOneObjectALineWithoutEnvelopes()
    {
        var ended = await _cli.RunAsync("batch", "list", "--run", "october", "--printer", "hall", "--state", "held", "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal(
            """{"id":"october~hall~1","number":12,"printer":"hall","run":"october","state":"held","reason":"connection_lost","dueAt":null,"createdAt":"2026-10-31T20:00:00Z","possibleDuplicate":false,"letters":3,"sheets":4,"envelopeCount":2,"postage":"A","enclosures":["leaflet"],"envelopeSheets":null,"attempts":[""",
            Assert.Single(ended.Json).ToJsonString().Split("{\"number\":1,\"startedAt\"")[0].Replace(FakeCreatedAt(ended), "2026-10-31T20:00:00Z", StringComparison.Ordinal));
        Assert.Null(ended.Json.Single()["envelopes"]);
        Assert.Equal(["list october hall Held"], Batches.Calls);
    }

    [Fact]
    public async Task Show_Json_HasEnvelopesAndWhyItIsACopy()
    {
        Batches.View = Batches.View with { ReprintOf = "october~hall~0", ReprintReason = "jam", ReprintBy = "anna" };

        var json = Assert.Single((await _cli.RunAsync("batch", "show", FakeBatches.Id, "--json")).Json);

        Assert.Equal("""[{"number":1,"sheets":1,"dispatches":["A~d1"]},{"number":2,"sheets":3,"dispatches":["B~d1","C~d1"]}]""", json["envelopes"]!.ToJsonString());
        Assert.Equal("""{"of":"october~hall~0","reason":"jam","by":"anna"}""", json["reprint"]!.ToJsonString());
        Assert.Equal("4711", json["attempts"]![0]!["proof"]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Show_Text_HasStateAttemptsAndEnvelopes()
    {
        var ended = await _cli.RunAsync("batch", "show", FakeBatches.Id);

        foreach (var piece in new[] { FakeBatches.Id, "held", "connection_lost", "reference 4711", "B~d1, C~d1" })
            Assert.Contains(piece, ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Unknown_IsCode5() => Assert.Equal(ExitCode.NotFound, (await _cli.RunAsync("batch", "show", "october~hall~9")).Code);

    [Theory]
    [InlineData("hold --reason paper --by ANNA", "HoldAsync paper ANNA")]
    [InlineData("retry --reason paper --by ANNA", "RetryAsync paper ANNA")]
    [InlineData("cancel --reason paper --by ANNA", "CancelAsync paper ANNA")]
    [InlineData("settle --printed --reason paper --by ANNA", "SettleAsync True paper ANNA")]
    [InlineData("settle --not-printed --reason paper --by ANNA", "SettleAsync False paper ANNA")]
    [InlineData("move --to annex --reason paper --by ANNA", "MoveAsync annex paper ANNA")]
    [InlineData("reprint --envelopes 120-140 --reason jam --by ANNA", "ReprintAsync ReprintOrder { Reason = jam, By = ANNA, FirstEnvelope = 120, LastEnvelope = 140, Dispatch =  }")]
    [InlineData("reprint --dispatch B~d1 --reason jam --by ANNA", "ReprintAsync ReprintOrder { Reason = jam, By = ANNA, FirstEnvelope = , LastEnvelope = , Dispatch = B~d1 }")]
    public async Task Command_ReachesTheBatch(string command, string call)
    {
        var words = command.Split(' ');

        var ended = await _cli.RunAsync(["batch", words[0], FakeBatches.Id, .. words[1..], "--json"]);

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal([$"{FakeBatches.Id} {call}"], Batches.Calls);
    }

    [Theory]
    [InlineData("batch_state", 3)]
    [InlineData("envelope_unknown", 3)]
    [InlineData("batch_unknown", 5)]
    [InlineData("printer_unknown", 5)]
    [InlineData("reason_invalid", 2)]
    public async Task Command_Refused_HasItsCode(string problem, int code)
    {
        Batches.Error = new Problem(problem, "batch", FakeBatches.Id, "Not so.", "Do otherwise.");

        var ended = await _cli.RunAsync("batch", "hold", FakeBatches.Id, "--reason", "paper", "--json");

        Assert.Equal(code, (int)ended.Code);
        Assert.Equal(problem, Assert.Single(ended.Json)["error"]!["code"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("settle")]
    [InlineData("settle --printed --not-printed")]
    public async Task Settle_NotOneWay_IsUsage(string command)
    {
        var words = command.Split(' ');

        Assert.Equal(ExitCode.Usage, (await _cli.RunAsync(["batch", words[0], FakeBatches.Id, .. words[1..], "--reason", "seen"])).Code);
        Assert.Empty(Batches.Calls);
    }

    [Fact]
    public async Task Cancel_WhileItIsSent_SaysSo()
    {
        Batches.IsRequested = true;

        Assert.Contains("An attempt is open", (await _cli.RunAsync("batch", "cancel", FakeBatches.Id, "--reason", "tariff")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("120-140", 120, 140)]
    [InlineData("7", 7, 7)]
    [InlineData("120-", 120, null)]
    [InlineData("-20", null, 20)]
    public void Range_OfEnvelopes_IsRead(string text, int? first, int? last)
    {
        Assert.True(EnvelopeRange.TryParse(text, out var range));
        Assert.Equal((first, last), (range.First, range.Last));
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("9-7")]
    [InlineData("0")]
    [InlineData("1-2-3")]
    [InlineData("a-b")]
    [InlineData("+1")]
    public void Range_OfSomethingElse_IsNot(string text) => Assert.False(EnvelopeRange.TryParse(text, out _));

    private static string FakeCreatedAt(CliEnding ended) => ended.Json.Single()["createdAt"]!.GetValue<string>();
}
