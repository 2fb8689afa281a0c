using System.Text;
using System.Text.Json.Nodes;
using Dispatch.Cli;
using Dispatch.Tests.Channels.Email;
using Dispatch.Tests.Cli.Fakes;
using Dispatch.Tests.Servers;

namespace Dispatch.Tests.Cli.Relays;

public sealed class EmailTestCommandTests : IDisposable
{
    private const string Secret = "s3hr-geheim";

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("AUTH PLAIN", "PasswordFile", "dispatch\0s3hr-geheim")]
    [InlineData("AUTH XOAUTH2", "TokenFile", "s3hr-geheim")]
    public async Task Test_RelayTakesIt_ShowsTheDialogueWithoutTheSecret(string offer, string file, string hidden)
    {
        await using var relay = new ScriptedRelay(("EHLO", $"250-relay.example\r\n250 {offer}"));
        var config = Configure($$"""{"Host":"localhost","Port":{{relay.Port}},"Security":"None","UserName":"dispatch","{{file}}":"{{_cli.Write("secret", Secret)}}"}""");

        var ended = await _cli.RunAsync("email", "test", "anna@kunden.example", "--from", "rechnung@werke.example", "--config", config);

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Contains("C: MAIL FROM:<rechnung@werke.example>", ended.Output, StringComparison.Ordinal);
        Assert.Contains("S: 250 2.0.0 Ok: queued as 4F2A1B", ended.Output, StringComparison.Ordinal);
        Assert.Contains("smtp: delivered (250 2.0.0 4F2A1B)", ended.Output, StringComparison.Ordinal);
        Assert.Contains($"C: {offer} ****", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(hidden))[..12], ended.Output, StringComparison.Ordinal);
        Assert.Contains("Subject: Test of the e-mail relay", Assert.Single(relay.Messages), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("450 4.2.0 later", ExitCode.NotSettled, "deferred", "channel_unavailable", "450 4.2.0")]
    [InlineData("550 5.1.1 nobody", ExitCode.NeedsCare, "refused", "recipient_refused", "550 5.1.1")]
    public async Task Test_RelayDoesNotTakeIt_SaysWhyInJson(string answer, object code, string outcome, string reason, string protocolCode)
    {
        await using var relay = new ScriptedRelay(("RCPT", answer));
        var config = Configure($$"""{"Host":"localhost","Port":{{relay.Port}},"Security":"None"}""");

        var ended = await _cli.RunAsync("email", "test", "anna@kunden.example", "--from", "rechnung@werke.example", "--config", config, "--json");

        Assert.Equal((ExitCode)code, ended.Code);
        var json = Assert.Single(ended.Json);
        Assert.Equal(("smtp", outcome, reason, protocolCode), ((string?)json["relay"], (string?)json["outcome"], (string?)json["reason"], (string?)json["protocolCode"]));
        Assert.Contains($"S: {answer}", json["dialogue"]!.AsArray().Select(line => (string?)line));
    }

    [Fact]
    public async Task Test_SeveralRelays_TriesEach()
    {
        await using var first = new ScriptedRelay();
        await using var second = new ScriptedRelay();
        var config = Configure($$"""
            {"Relays":{"b":{"Host":"localhost","Port":{{first.Port}},"Security":"None"},"a":{"Host":"localhost","Port":{{second.Port}},"Security":"None","Order":1} } }
            """);

        var ended = await _cli.RunAsync("email", "test", "anna@kunden.example", "--from", "rechnung@werke.example", "--config", config, "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal(["b", "a"], ended.Json.Select(json => (string?)json["relay"]));
    }

    [Fact]
    public async Task Test_NobodyListens_IsCode8()
    {
        var config = Configure($$"""{"Host":"localhost","Port":{{FreePort.Take()}},"Security":"None"}""");

        var ended = await _cli.RunAsync("email", "test", "anna@kunden.example", "--from", "rechnung@werke.example", "--config", config, "--json");

        Assert.Equal((ExitCode.NotSettled, "connect_refused"), (ended.Code, (string?)Assert.Single(ended.Json)["reason"]));
    }

    [Theory]
    [InlineData("{}", "anna@kunden.example", "Email:Host")]
    [InlineData("""{"Host":"localhost","Security":"None"}""", "anna", "ADDRESS")]
    [InlineData("""{"Host":"localhost","Security":"None"}""", "anna@kunden.example, bob@kunden.example", "ADDRESS")]
    [InlineData("""{"Host":"smtp://localhost"}""", "anna@kunden.example", "Email:Host")]
    public async Task Test_WrongInput_IsCode2AndNamesIt(string email, string address, string field)
    {
        var ended = await _cli.RunAsync("email", "test", address, "--from", "rechnung@werke.example", "--config", Configure(email), "--json");

        Assert.Equal((ExitCode.Usage, field), (ended.Code, (string?)Assert.Single(ended.Json)["error"]!["field"]));
    }

    private string Configure(string email) => _cli.Write("config.json", new JsonObject { ["Email"] = JsonNode.Parse(email) }.ToJsonString());
}
