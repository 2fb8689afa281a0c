using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Import;

/// <summary>What import files, options and pages say of postage, enclosures and shared envelopes.</summary>
public sealed class LetterImportTests : IDisposable
{
    private const string Address = """{"street":"Gasse","buildingNumber":"4","postalCode":"8897","city":"Seehalden","country":"CH"}""";
    private const string Definition = """{"domain":"invoice","kind":"post","recipient":{"role":"contractingParty"},"postage":"registered","enclosures":["leaflet","tariffs"]}""";
    private const string Subscription = """{"number":"100001","biller":"seehalden","shareEnvelope":true,"tariff":"solar","contractingParty":{"name":"Anna","address":""" + Address + """},"definitions":[""" + Definition + "]}";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Import_Subscription_ReadsWhatShowPrints()
    {
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("subscription", "import", _cli.Write("s.jsonl", Subscription))).Code);
        var shown = Assert.Single((await _cli.RunAsync("subscription", "show", "100001", "--json")).Json);
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("subscription", "import", _cli.Write("again.jsonl", shown.ToJsonString()))).Code);

        var imported = _cli.Engine.Subscriptions["seehalden/100001"];
        Assert.Equal((true, "solar", Postage.Registered), (imported.ShareEnvelope, imported.Tariff, imported.Definitions[0].Postage));
        Assert.Equal(["leaflet", "tariffs"], imported.Definitions[0].Enclosures);
        var page = (await _cli.RunAsync("subscription", "show", "100001")).Output;
        Assert.All(["solar", "may be shared", "registered", "leaflet, tariffs"], said => Assert.Contains(said, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"registered\"", "\"C\"", "definitions[0].postage", "B, A, registered")]
    [InlineData("[\"leaflet\",\"tariffs\"]", "\"leaflet\"", "definitions[0].enclosures", "an array of texts")]
    [InlineData("[\"leaflet\",\"tariffs\"]", "[1]", "definitions[0].enclosures", "an array of texts")]
    [InlineData("\"shareEnvelope\":true", "\"shareEnvelope\":\"yes\"", "shareEnvelope", "true or false")]
    public async Task Import_BadValue_IsRefusedWithWhatIsLegal(string good, string bad, string field, string said)
    {
        var ended = await _cli.RunAsync("subscription", "import", _cli.Write("s.jsonl", Subscription.Replace(good, bad, StringComparison.Ordinal)), "--json");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Equal(field, (string?)ended.Json[0]["error"]!["field"]);
        Assert.Contains(said, (string?)ended.Json[0]["error"]!["mend"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportBiller_Enclosures_AreUploadedAndReferredTo()
    {
        _cli.Write("in/leaflet.pdf", "%PDF-1.7 leaflet");
        var file = _cli.Write("biller.jsonl", Biller("""{"id":"leaflet","file":"in/leaflet.pdf","from":"2026-01-01","until":"2026-12-31","tariff":"solar"},{"id":"all","file":"in/leaflet.pdf"}"""));

        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("biller", "import", file)).Code);
        var shown = Assert.Single((await _cli.RunAsync("biller", "show", "seehalden", "--json")).Json);
        var again = _cli.Write("again.jsonl", shown.ToJsonString());
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("biller", "import", again)).Code);

        Assert.Equal(ContentHash.Of("%PDF-1.7 leaflet"u8).Value, Assert.Single(_cli.Engine.Uploads));
        var enclosure = _cli.Engine.Billers["seehalden"].Enclosures[0];
        Assert.Equal(
            new BillerEnclosure { Id = "leaflet", Document = ContentHash.Of("%PDF-1.7 leaflet"u8), From = new DateOnly(2026, 1, 1), Until = new DateOnly(2026, 12, 31), Tariff = "solar", File = "in/leaflet.pdf" },
            enclosure);
        Assert.Contains("in/leaflet.pdf", (await _cli.RunAsync("biller", "show", "seehalden")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"leaflet","file":"none.pdf"}""", "cannot be read")]
    [InlineData("""{"id":"leaflet","file":"huge.pdf"}""", "larger than 5 MiB")]
    [InlineData("""{"id":"leaflet"}""", "missing")]
    public async Task ImportBiller_BadEnclosure_IsRefusedNamingIt(string enclosure, string said)
    {
        _cli.Write("huge.pdf", "%PDF-" + new string(' ', 5 * 1024 * 1024));

        var ended = await _cli.RunAsync("biller", "import", _cli.Write("biller.jsonl", Biller(enclosure)));

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains("enclosures[0].file", ended.Error, StringComparison.Ordinal);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Engine.Billers);
    }

    [Fact]
    public async Task Definition_Options_SetAndTakeAway()
    {
        await _cli.RunAsync("subscription", "import", _cli.Write("s.jsonl", Subscription));

        await _cli.RunAsync("definition", "add", "100001", "--kind", "post", "--role", "contractingParty", "--id", "x", "--postage", "A", "--enclosures", "one", "two");
        Assert.Equal((Postage.A, "one,two"), Now("x"));
        await _cli.RunAsync("definition", "change", "100001", "x", "--order", "3");
        Assert.Equal((Postage.A, "one,two"), Now("x"));
        await _cli.RunAsync("definition", "change", "100001", "x", "--postage", "", "--enclosures", "");
        Assert.Equal((null, ""), Now("x"));
        var wrong = await _cli.RunAsync("definition", "change", "100001", "x", "--postage", "express");

        Assert.Equal(ExitCode.Usage, wrong.Code);
        Assert.Contains("B, A, registered", wrong.Error, StringComparison.Ordinal);

        (Postage?, string) Now(string id)
        {
            var definition = Assert.Single(_cli.Engine.Subscriptions["seehalden/100001"].Definitions, definition => definition.Id == id);
            return (definition.Postage, string.Join(',', definition.Enclosures));
        }
    }

    private static string Biller(string enclosures) =>
        """{"id":"seehalden","name":"Werke","address":""" + Address + ",\"enclosures\":[" + enclosures + "]}";
}
