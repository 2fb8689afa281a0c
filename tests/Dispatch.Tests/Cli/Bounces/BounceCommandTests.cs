using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Cli.Output;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Bounces;

public sealed class BounceCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public BounceCommandTests()
    {
        _cli.Engine.Subscriptions["seehalden/100001"] = new Subscription { Number = "100001", Biller = "seehalden", ContractingParty = new Party { Name = "Anna" } };
        _cli.Engine.AddressCare = [new AddressCare("anna@muster.example", FakeViews.Instant, IsHard: true, ReasonCode.RecipientRefused, "5.1.1", "A-1~d1")];
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Show_NothingRead_SaysSo() =>
        Assert.Contains("none yet", (await _cli.RunAsync("bounce", "show")).Output, StringComparison.Ordinal);

    [Fact]
    public async Task Show_ReadMailbox_CountsAndNamesWhatNeedsAPerson()
    {
        _cli.Engine.Bounces = _cli.Engine.Bounces with
        {
            Counts = new Dictionary<string, long> { ["hard"] = 12, ["unmatched"] = 1 },
            LastAt = FakeViews.Instant,
            WaitingCount = 2,
            Unrecognized = [new UnrecognizedMessage("1700000000/42", FakeViews.Instant, IsReport: true)],
        };

        var (person, program) = (await _cli.RunAsync("bounce", "show"), await _cli.RunAsync("bounce", "show", "--json"));

        Assert.Contains("1700000000/42", person.Output, StringComparison.Ordinal);
        Assert.Contains("belongs to no dispatch", person.Output, StringComparison.Ordinal);
        var json = Assert.Single(program.Json);
        Assert.Equal((12, 2), ((int)json["counts"]!["hard"]!, (int)json["waitingCount"]!));
        Assert.Equal("1700000000/42", (string)json["unrecognized"]![0]!["message"]!);
    }

    [Fact]
    public async Task SubscriptionShow_AddressThatDoesNotWork_NamesItReasonAndDispatch()
    {
        var person = await _cli.RunAsync("subscription", "show", "100001");
        var json = Assert.Single((await _cli.RunAsync("subscription", "show", "100001", "--json")).Json);

        Assert.Contains("Needs care: anna@muster.example: does not work (recipient_refused 5.1.1)", person.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("A-1~d1", person.Output, StringComparison.Ordinal);
        Assert.Equal(("anna@muster.example", true, "5.1.1"), ((string)json["addressCare"]![0]!["email"]!, (bool)json["addressCare"]![0]!["isHard"]!, (string)json["addressCare"]![0]!["protocolCode"]!));
    }

    [Fact]
    public async Task SubscriptionShow_AddressThatDoesNotWork_CanBeImportedAgain()
    {
        var shown = Assert.Single((await _cli.RunAsync("subscription", "show", "100001", "--json")).Json);

        Assert.Equal(ExitCode.Done, (await _cli.RunAsync("subscription", "import", _cli.Write("again.jsonl", shown.ToJsonString()))).Code);
    }

    [Fact]
    public void DispatchJson_Bounced_SaysWhenAndWhy()
    {
        var view = FakeViews.Invoice("A-1", DispatchState.Bounced).Dispatches[0] with
        {
            Receipt = new ReceiptView(FakeViews.Instant, IsHard: true, ReasonCode.RecipientRefused, "5.1.1", new ProofView("imap", "1/2")),
        };

        Assert.Contains(
            """
            "receipt":{"at":"2026-11-01T07:30:00.120Z","isHard":true,"reason":"recipient_refused","protocolCode":"5.1.1","proof":{"kind":"imap","value":"1/2"}}
            """,
            System.Text.Json.JsonSerializer.Serialize(new DispatchJson(view), CliJson.Options),
            StringComparison.Ordinal);
    }
}
