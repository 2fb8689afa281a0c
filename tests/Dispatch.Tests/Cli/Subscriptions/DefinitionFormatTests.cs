using Dispatch.Abstractions;
using Dispatch.Cli;
using Dispatch.Tests.Cli.Fakes;

namespace Dispatch.Tests.Cli.Subscriptions;

public sealed class DefinitionFormatTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public DefinitionFormatTests() => _cli.Engine.Subscriptions["seehalden/100001"] = new Subscription
    {
        Number = "100001",
        Biller = "seehalden",
        ContractingParty = new Party { Name = "Anna" },
        Definitions = [new DispatchDefinition { Id = "d1", Domain = DispatchDomain.Invoice, Kind = DispatchKind.Email, Recipient = new DefinitionRecipient { Role = PartyRole.ContractingParty } }],
    };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Change_Format_SetsKeepsAndTakesItAway()
    {
        var set = await _cli.RunAsync("definition", "change", "100001", "d1", "--format", "facturX", "--json");
        await _cli.RunAsync("definition", "change", "100001", "d1", "--language", "fr");
        var kept = _cli.Engine.Subscriptions["seehalden/100001"].Definitions[0];
        var taken = await _cli.RunAsync("definition", "change", "100001", "d1", "--format", "", "--json");

        Assert.Equal((ExitCode.Done, "facturX"), (set.Code, (string?)Assert.Single(set.Json)["format"]));
        Assert.Equal((EmailFormat.FacturX, Language.Fr), (kept.Format, kept.Language));
        Assert.Equal((ExitCode.Done, null), (taken.Code, Assert.Single(taken.Json)["format"]));
    }
}
