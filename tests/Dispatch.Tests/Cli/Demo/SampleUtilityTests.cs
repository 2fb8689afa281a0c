using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dispatch.Cli.Demo;

namespace Dispatch.Tests.Cli.Demo;

public sealed partial class SampleUtilityTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public void WriteTo_CalledTwice_WritesTheSameBytes()
    {
        using var again = new SampleFolder();

        var names = Files(sample.Root);

        Assert.Equal(names, Files(again.Root));
        Assert.All(names, name => Assert.Equal(File.ReadAllBytes(Path.Combine(sample.Root, name)), File.ReadAllBytes(Path.Combine(again.Root, name))));
    }

    [Fact]
    public void WriteTo_AnyFolder_WritesTheLayoutThatTheReadmeNames()
    {
        var names = Files(sample.Root).Where(name => !name.StartsWith("invoices", StringComparison.Ordinal));

        Assert.Equal(["README.txt", "biller.jsonl", "logo.svg", "subscriptions.jsonl"], names);
        Assert.Equal(SampleUtility.Expected.Invoices, sample.InvoiceFiles.Count);
        Assert.All(sample.InvoiceFiles, file => Assert.Matches("^2026-10-[0-9]{4}\\.xml$", Path.GetFileName(file)));
    }

    [Fact]
    public void Subscriptions_All_HaveUniqueNumbersAndContracts()
    {
        var keys = sample.Subscriptions.SelectMany(line => new[] { (string)line["number"]!, (string)line["contract"]! }).ToArray();

        Assert.Equal(2 * SampleUtility.SubscriptionCount, keys.Distinct().Count());
    }

    [Fact]
    public void Subscriptions_ByLanguage_AreSpreadEvenly()
    {
        var counts = sample.Subscriptions.CountBy(line => (string)line["language"]!).ToDictionary();

        Assert.All(SampleUtility.Languages, language => Assert.Equal(18, counts[language]));
    }

    [Fact]
    public void Subscriptions_Definitions_CoverEveryMember()
    {
        var definitions = sample.Subscriptions.SelectMany(line => line["definitions"]!.AsArray()).Select(definition => definition!.AsObject()).ToArray();
        var recipients = definitions.Select(definition => definition["recipient"]!.AsObject()).ToArray();

        Assert.All(
            new[] { "id", "domain", "kind", "recipient", "language", "validFrom", "validUntil", "order", "fallback" },
            member => Assert.Contains(definitions, definition => definition.ContainsKey(member)));
        Assert.All(new[] { "role", "individual", "address" }, member => Assert.Contains(recipients, recipient => recipient.ContainsKey(member)));
        Assert.Contains(definitions, definition => (string)definition["domain"]! == "reminder");
    }

    [Fact]
    public void Subscriptions_Individuals_AreCandidates()
    {
        foreach (var line in sample.Subscriptions)
        {
            var own = line["communicationLocations"]!.AsArray()
                .Where(location => (string)location!["kind"]! == "email" && (string)location["usage"]! == "private")
                .Select(location => (string)location!["value"]!);
            var individuals = line["definitions"]!.AsArray().Select(definition => (string?)definition!["recipient"]!["individual"]).OfType<string>();

            Assert.Subset(own.ToHashSet(), individuals.ToHashSet());
        }
    }

    [Fact]
    public void Subscriptions_EmailAddresses_BelongToOneNameEach()
    {
        var parties = sample.Subscriptions
            .SelectMany(line => new[] { line["contractingParty"], line["distributionAddress"] }, (line, party) => (Number: (string)line["number"]!, party))
            .Where(entry => entry.party is not null)
            .SelectMany(entry => entry.party!["communicationLocations"]!.AsArray(), (entry, location) => (entry.Number, Value: (string)location!["value"]!))
            .Where(entry => entry.Value.Contains('@'));

        Assert.All(parties.GroupBy(entry => entry.Value), address => Assert.Single(address.Select(entry => entry.Number).Distinct()));
    }

    [Fact]
    public void AnyFile_EmailAddresses_EndInExample()
    {
        var addresses = Files(sample.Root)
            .SelectMany(name => EmailAddress().Matches(File.ReadAllText(Path.Combine(sample.Root, name))))
            .Select(match => match.Value)
            .ToArray();

        Assert.True(addresses.Length > SampleUtility.SubscriptionCount);
        Assert.All(addresses, address => Assert.EndsWith(".example", address, StringComparison.Ordinal));
    }

    [Fact]
    public void Logo_Content_IsPathsOnly()
    {
        var logo = XDocument.Load(Path.Combine(sample.Root, (string)sample.Biller["logo"]!));

        Assert.Equal(["path"], logo.Root!.Elements().Select(element => element.Name.LocalName).Distinct());
    }

    [Fact]
    public void DeferredRecipients_All_AreMailedThisMonth()
    {
        var subscriptions = File.ReadAllText(Path.Combine(sample.Root, "subscriptions.jsonl"));

        Assert.Equal(3, SampleUtility.DeferredRecipients.Distinct().Count());
        Assert.All(SampleUtility.DeferredRecipients, address => Assert.Contains($"\"{address}\"", subscriptions, StringComparison.Ordinal));
    }

    private static string[] Files(string root) =>
        [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)).Order(StringComparer.Ordinal)];

    [GeneratedRegex("[A-Za-z0-9._-]+@[A-Za-z0-9.-]+")]
    private static partial Regex EmailAddress();
}
