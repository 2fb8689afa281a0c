using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.CommandLine;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Import;

public sealed class SubscriptionImportTests : IDisposable
{
    private const string Address = """{"street":"Gasse","buildingNumber":"4","postalCode":"8897","city":"Seehalden","country":"CH"}""";
    private const string Good = """{"number":"100001","biller":"seehalden","contractingParty":{"name":"Anna","address":""" + Address + """},"definitions":[{"domain":"invoice","kind":"post","recipient":{"role":"contractingParty"}}]}""";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("""{"number":100001,"contractingParty":{"name":"A"}}""", "number", "100001", "in quotes")]
    [InlineData("""{"contractingParty":{"name":"A"}}""", "number", null, "missing")]
    [InlineData("""{"number":"1"}""", "contractingParty", null, "missing")]
    [InlineData("""{"number":"1","contractingParty":"Anna"}""", "contractingParty", "Anna", "an object")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"colour":"red"}""", "colour", "red", "no such property")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A","Name":"B"}}""", "contractingParty.Name", "B", "no such property")]
    [InlineData("""{"number":"1","language":"es","contractingParty":{"name":"A"}}""", "language", "es", "de, fr, it, en")]
    [InlineData("""{"number":"1","language":1,"contractingParty":{"name":"A"}}""", "language", "1", "de, fr, it, en")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"definitions":{}}""", "definitions", "{}", "an array")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"definitions":["email"]}""", "definitions[0]", "email", "an object")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"definitions":[{"domain":"invoice","kind":"fax","recipient":{"role":"contractingParty"}}]}""", "definitions[0].kind", "fax", "email, post, einvoice, archive")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"definitions":[{"domain":"invoice","kind":"email","recipient":{"role":"contractingParty","individual":"a@b.example"}}]}""", "definitions[0].recipient.individual", "a@b.example", "not both")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"definitions":[{"domain":"invoice","kind":"email","recipient":{"role":"contractingParty"},"validFrom":"31.12.2026"}]}""", "definitions[0].validFrom", "31.12.2026", "2026-12-31")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},"definitions":[{"domain":"invoice","kind":"email","recipient":{"role":"contractingParty"},"order":"1"}]}""", "definitions[0].order", "1", "without quotes")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A","address":{"city":"S","country":"CH"}}}""", "contractingParty.address.postalCode", null, "missing")]
    [InlineData("""{"number":"1", /* best customer */ "contractingParty":{"name":"A"}}""", null, null, "no valid JSON")]
    [InlineData("""{"number":"1","contractingParty":{"name":"A"},}""", null, null, "no valid JSON")]
    [InlineData("""{"number":"1","number":"2","contractingParty":{"name":"A"}}""", null, null, "no valid JSON")]
    [InlineData("""["1"]""", null, """["1"]""", "no JSON object")]
    public async Task Import_BadLine_NamesFileLineFieldAndValueAndImportsTheOthers(string bad, string? field, string? value, string said)
    {
        var file = _cli.Write("subscriptions.jsonl", $"\n{bad}\n{Good}\n");

        var ended = await _cli.RunAsync("subscription", "import", file, "--json");

        Assert.Equal(ExitCode.Refused, ended.Code);
        var error = ended.Json[0]["error"]!;
        Assert.Equal(file, (string?)error["file"]);
        Assert.Equal(2, (int)error["line"]!);
        Assert.Equal(field, (string?)error["field"]);
        Assert.Equal(value, (string?)error["value"]);
        Assert.Contains(said, $"{error["message"]} {error["mend"]}", StringComparison.Ordinal);
        Assert.Equal("""{"imported":1,"refused":1}""", ended.Json[^1].ToJsonString());
        Assert.Equal("100001", Assert.Single(_cli.Engine.Subscriptions).Value.Number);
    }

    [Fact]
    public async Task Import_NumberTwiceInTheFile_RefusesTheSecondLine()
    {
        var file = _cli.Write("subscriptions.jsonl", $"{Good}\n{Good}\n");

        var ended = await _cli.RunAsync("subscription", "import", file);

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains(":2: ", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Line 1", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ManyLines_ReportsInTheOrderOfLines()
    {
        var lines = Enumerable.Range(1, 200).Select(n => n % 50 == 0 ? "{" : Good.Replace("100001", $"{n}", StringComparison.Ordinal));
        var file = _cli.Write("subscriptions.jsonl", string.Join('\n', lines));

        var ended = await _cli.RunAsync("subscription", "import", file, "--json");

        Assert.Equal([50, 100, 150, 200], ended.Json.SkipLast(1).Select(line => (int)line["error"]!["line"]!));
        Assert.Equal(196, _cli.Engine.Subscriptions.Count);
    }

    [Fact]
    public async Task Import_NoBillerNamedAndOneExists_TakesIt()
    {
        _cli.Write("logo.svg", "<svg/>");
        var billers = _cli.Write("biller.jsonl", """{"id":"seehalden","name":"Werke","address":""" + Address + ""","logo":"logo.svg"}""");
        var file = _cli.Write("subscriptions.jsonl", Good.Replace("\"biller\":\"seehalden\",", "", StringComparison.Ordinal));

        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("biller", "import", billers)).Code);
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("subscription", "import", file)).Code);

        Assert.Equal("seehalden/100001", Assert.Single(_cli.Engine.Subscriptions).Key);
        Assert.Equal("<svg/>"u8.ToArray(), _cli.Engine.Billers["seehalden"].Logo);
    }

    [Fact]
    public async Task Show_Imported_IsTheImportedLine()
    {
        var file = _cli.Write("subscriptions.jsonl", Good);
        await _cli.RunAsync("subscription", "import", file);

        var shown = Assert.Single((await _cli.RunAsync("subscription", "show", "100001", "--json")).Json);

        var again = _cli.Write("again.jsonl", shown.ToJsonString());
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("subscription", "import", again)).Code);
        Assert.Equal("""{"role":"contractingParty"}""", shown["definitions"]![0]!["recipient"]!.ToJsonString());
    }

    [Theory]
    [InlineData("", EmailFormat.Pdf)]
    [InlineData(",\"format\":\"pdf\"", EmailFormat.Pdf)]
    [InlineData(",\"format\":\"facturX\"", EmailFormat.FacturX)]
    public async Task ImportBiller_Format_IsReadAndShownAsItIsImported(string format, EmailFormat expected)
    {
        var file = _cli.Write("biller.jsonl", """{"id":"seehalden","name":"Werke","address":""" + Address + ",\"email\":{\"from\":\"a@b.example\"" + format + "}}");

        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("biller", "import", file)).Code);

        Assert.Equal(expected, _cli.Engine.Billers["seehalden"].Email!.Format);
        var shown = Assert.Single((await _cli.RunAsync("biller", "show", "seehalden", "--json")).Json);
        Assert.Equal(Words<EmailFormat>.Of(expected), (string?)shown["email"]!["format"]);
        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("biller", "import", _cli.Write("again.jsonl", shown.ToJsonString()))).Code);
        Assert.Matches($"E-mails carry +{Words<EmailFormat>.Of(expected)}", (await _cli.RunAsync("biller", "show", "seehalden")).Output);
    }

    [Fact]
    public async Task ImportBiller_UnknownFormat_IsRefusedNamingTheWords()
    {
        var file = _cli.Write("biller.jsonl", """{"id":"seehalden","name":"Werke","address":""" + Address + ""","email":{"from":"a@b.example","format":"zugferd"}}""");

        var ended = await _cli.RunAsync("biller", "import", file, "--json");

        Assert.Equal((ExitCode.Refused, "email.format", "zugferd"), (ended.Code, (string?)ended.Json[0]["error"]!["field"], (string?)ended.Json[0]["error"]!["value"]));
        Assert.Contains("pdf, facturX", (string?)ended.Json[0]["error"]!["mend"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_DefinitionWithFormat_IsReadAndShown()
    {
        await _cli.RunAsync("subscription", "import", _cli.Write("subscriptions.jsonl", Good.Replace("\"kind\":\"post\"", "\"kind\":\"email\",\"format\":\"facturX\"", StringComparison.Ordinal)));

        Assert.Equal(EmailFormat.FacturX, Assert.Single(Assert.Single(_cli.Engine.Subscriptions).Value.Definitions).Format);
        var shown = Assert.Single((await _cli.RunAsync("subscription", "show", "100001", "--json")).Json);
        Assert.Equal("facturX", (string?)shown["definitions"]![0]!["format"]);
        Assert.Contains("facturX", (await _cli.RunAsync("subscription", "show", "100001")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.png", null, "cannot be read")]
    [InlineData("logo.gif", "GIF89a", "neither SVG nor PNG")]
    public async Task ImportBiller_BadLogo_IsRefusedNamingIt(string logo, string? content, string said)
    {
        if (content is not null)
            _cli.Write(logo, content);
        var file = _cli.Write("biller.jsonl", """{"id":"seehalden","name":"Werke","address":""" + Address + ",\"logo\":\"" + logo + "\"}");

        var ended = await _cli.RunAsync("biller", "import", file);

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains($"logo '{logo}'", ended.Error, StringComparison.Ordinal);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.Empty(_cli.Engine.Billers);
    }

    [Fact]
    public async Task Import_MissingFile_IsCode3BeforeAnEngineStarts()
    {
        var ended = await _cli.RunAsync("subscription", "import", "nowhere.jsonl");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Empty(_cli.Engine.Uses);
    }
}
