using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.CommandLine;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Subscriptions;

public sealed class SubscriptionHoldTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public SubscriptionHoldTests() => _cli.Engine.Subscriptions["seehalden/100001"] = new Subscription
    {
        Number = "100001",
        Biller = "seehalden",
        ContractingParty = new Party { Name = "Anna" },
    };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Hold_Json_PrintsTheSubscriptionWithItsHold()
    {
        var ended = await _cli.RunAsync("subscription", "hold", "100001", "--reason", "address disputed", "--by", "anna", "--json");

        Assert.Equal(ExitCode.Done, ended.Code);
        Assert.Equal("""{"reason":"address disputed","by":"anna","at":"2026-11-01T07:30:00.120Z"}""", Assert.Single(ended.Json)["hold"]!.ToJsonString());
    }

    [Fact]
    public async Task Hold_NobodyNamed_IsByUserAndMachine()
    {
        await _cli.RunAsync("subscription", "hold", "100001", "--reason", "disputed");

        Assert.Equal(Requester.Name, _cli.Engine.Subscriptions["seehalden/100001"].Hold!.By);
    }

    [Fact]
    public async Task Show_Held_SaysWhyAndByWhom()
    {
        await _cli.RunAsync("subscription", "hold", "100001", "--reason", "disputed", "--by", "anna");

        var shown = await _cli.RunAsync("subscription", "show", "100001");

        Assert.Contains("disputed (by anna, 2026-11-01", shown.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Release_Json_HasNoHold()
    {
        await _cli.RunAsync("subscription", "hold", "100001", "--reason", "disputed");

        var ended = await _cli.RunAsync("subscription", "release", "100001", "--by", "anna", "--json");

        var shown = Assert.Single(ended.Json).AsObject();
        Assert.Equal((ExitCode.Done, true, null), (ended.Code, shown.ContainsKey("hold"), shown["hold"]));
    }

    [Fact]
    public async Task Hold_Refused_IsCode3()
    {
        var ended = await _cli.RunAsync("subscription", "hold", "100001", "--reason", "");

        Assert.Equal(ExitCode.Refused, ended.Code);
        Assert.Contains("reason is empty.", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hold", ExitCode.NotFound)]
    [InlineData("release", ExitCode.NotFound)]
    public async Task Change_NoSuchSubscription_IsCode5(string command, object code)
    {
        string[] reason = command == "hold" ? ["--reason", "x"] : [];

        Assert.Equal(code, (await _cli.RunAsync(["subscription", command, "9", .. reason])).Code);
    }

    [Fact]
    public async Task Hold_WithoutReason_IsCode2() => Assert.Equal(ExitCode.Usage, (await _cli.RunAsync("subscription", "hold", "100001")).Code);

    [Fact]
    public async Task Show_Held_CanBeImportedAgain()
    {
        await _cli.RunAsync("subscription", "hold", "100001", "--reason", "disputed");
        var shown = Assert.Single((await _cli.RunAsync("subscription", "show", "100001", "--json")).Json);

        var ended = await _cli.RunAsync("subscription", "import", _cli.Write("again.jsonl", shown.ToJsonString()));

        Assert.Equal(ExitCode.Done, ended.Code);
    }
}
