using Dispatch.Cli;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.CommandLine;

public sealed class ParsingTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("dispatch list --state lost", "standby, pending, sending, submitted, deferred, delivered, confirmed, bounced, refused, unknown, held, cancelled")]
    [InlineData("dispatch list --state 3", "standby, pending")]
    [InlineData("dispatch list --kind fax", "email, post, einvoice, archive")]
    [InlineData("definition add 1 --kind email --role owner", "contractingParty, distributionAddress")]
    [InlineData("definition add 1 --kind email --role contractingParty --language es", "de, fr, it, en")]
    [InlineData("definition add 1 --kind email --role contractingParty --format zugferd", "pdf, facturX")]
    [InlineData("definition add 1 --kind email --role contractingParty --valid-from 1.1.2026", "2026-12-31")]
    [InlineData("definition add 1 --kind email", "--individual ADDRESS")]
    [InlineData("definition add 1 --kind email --role contractingParty --individual a@b.example", "not both")]
    [InlineData("invoice finalize a.xml --embedded-pdf maybe", "marked, use, ignore")]
    [InlineData("invoice finalize a.xml --wait soon", "90s")]
    [InlineData("run start . --on-refused ask", "stop, continue")]
    [InlineData("run start . --run 12", "not digits alone")]
    [InlineData("serve --gateway-port 70000", "65535")]
    [InlineData("dispatch list --limit -1", "no number")]
    [InlineData("run pause x", "--reason")]
    [InlineData("run cancel x --yes", "--reason")]
    [InlineData("run confirm x --on-refused ask", "stop, continue")]
    [InlineData("run watch x --wait soon", "90s")]
    [InlineData("run show", "show")]
    [InlineData("channel pause post", "--reason")]
    [InlineData("channel pause fax --reason toner", "email, post, einvoice, archive, all")]
    [InlineData("channel resume all --destination hall", "--destination")]
    [InlineData("channel", "Required command")]
    [InlineData("dispatch resend x", "resend")]
    [InlineData("invoice", "Required command")]
    [InlineData("demo --data x", "--out")]
    public async Task Run_WrongUsage_IsCode2AndNamesTheLegalValues(string line, string said)
    {
        var ended = await _cli.RunAsync(line.Split(' '));

        Assert.Equal(ExitCode.Usage, ended.Code);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.Empty(ended.Output);
    }

    [Fact]
    public async Task Run_WrongUsageWithJson_IsAnErrorObjectOnStandardOutput()
    {
        var ended = await _cli.RunAsync("dispatch", "list", "--state", "lost", "--json");

        var error = Assert.Single(ended.Json)["error"]!.AsObject();
        Assert.Equal(["code", "file", "field", "value", "message", "mend"], error.Select(member => member.Key));
        Assert.Equal("usage", (string?)error["code"]);
    }

    [Fact]
    public async Task Run_DataAndGateway_IsCode2()
    {
        var ended = await _cli.RunAsync("printer", "list", "--data", "a", "--gateway", "localhost:1");

        Assert.Equal(ExitCode.Usage, ended.Code);
    }

    [Theory]
    [InlineData("demo")]
    [InlineData("serve")]
    [InlineData("resume")]
    [InlineData("biller import")]
    [InlineData("biller list")]
    [InlineData("biller show")]
    [InlineData("subscription import")]
    [InlineData("subscription list")]
    [InlineData("subscription show")]
    [InlineData("definition list")]
    [InlineData("definition add")]
    [InlineData("definition change")]
    [InlineData("definition remove")]
    [InlineData("definition candidates")]
    [InlineData("invoice preview")]
    [InlineData("invoice finalize")]
    [InlineData("invoice show")]
    [InlineData("invoice list")]
    [InlineData("run start")]
    [InlineData("run list")]
    [InlineData("run show")]
    [InlineData("run watch")]
    [InlineData("run confirm")]
    [InlineData("run pause")]
    [InlineData("run resume")]
    [InlineData("run cancel")]
    [InlineData("channel list")]
    [InlineData("channel pause")]
    [InlineData("channel resume")]
    [InlineData("dispatch list")]
    [InlineData("dispatch retry")]
    [InlineData("dispatch cancel")]
    [InlineData("dispatch hold")]
    [InlineData("bounce show")]
    [InlineData("printer list")]
    public async Task Help_EachCommand_HasExamplesThatParseAndExitCodes(string command)
    {
        var ended = await _cli.RunAsync([.. command.Split(' '), "--help"]);

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Contains($"dispatchctl {command}", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", ended.Output, StringComparison.Ordinal);
        Assert.Contains("--trace-file", ended.Output, StringComparison.Ordinal);
        var root = Dispatch.Cli.CommandLine.CommandTree.Create(new Dispatch.Cli.CommandLine.GlobalOptions());
        var examples = ended.Output.Split('\n').Where(line => line.StartsWith("  dispatchctl ", StringComparison.Ordinal) && !line.Contains('<', StringComparison.Ordinal) && !line.Contains("[options]", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(root.Parse(example["  dispatchctl ".Length..].Replace("''", "\"\"", StringComparison.Ordinal)).Errors));
    }
}
