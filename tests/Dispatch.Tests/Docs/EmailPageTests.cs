using System.Text.RegularExpressions;
using Dispatch.Abstractions;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using Dispatch.Tests.Documents.Rendering;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Docs;

/// <summary>What the e-mail page says of templates and keys is so.</summary>
public sealed partial class EmailPageTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "email.md"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Templates_VariableTable_HasAllNamesAndNoOther()
    {
        var rows = Between("| variable | example | |", "`{% if invoice.due_date %}` asks");

        var names = FirstCell().Matches(rows).SelectMany(row => Code().Matches(row.Value)).Select(name => name.Groups["text"].Value);

        Assert.Equal(TemplateVariables.Names.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Templates_TagsAndFilters_AreThoseThatThereAre()
    {
        var tags = Code().Matches(Between("Tags: ", "Filters: ")).Select(name => name.Groups["text"].Value);
        var filters = Code().Matches(Between("Filters: ", "There are no loops")).Select(name => name.Groups["text"].Value);

        Assert.Equal(TemplateLanguage.Tags.Where(tag => tag != "#"), tags);
        Assert.Equal(TemplateLanguage.Filters.Order(StringComparer.Ordinal), filters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Templates_Sample_CanBeUsed()
    {
        var sample = Between("```liquid\n", "```");
        _folder.Write(sample, "stadtwerke", "invoice.de.text.liquid");
        _folder.Write(sample, "stadtwerke", "invoice.de.html.liquid");

        var (templates, errors) = TemplateFolder.Read(_folder.Path);

        Assert.Empty(errors);
        Assert.Equal(
            "Guten Tag Anna & Max <Muster>\r\n\r\nIhre Rechnung 2026-10-0001 über CHF 1’234.50 liegt bei.\r\nBitte zahlen Sie sie bis am 31. Oktober 2026.\r\n\r\nStadtwerke\r\n",
            templates[("stadtwerke", Language.De)].Render(TemplateSamples.Of(Language.De)[0]).Text);
    }

    [Fact]
    public async Task Dkim_CommandsForKeys_MakeKeysThatSignAndRecordsThatVerify()
    {
        await Channels.Email.Dkim.DkimVerifier.RequireAsync();
        var commands = Between("```\nopenssl genpkey", "```");
        var (exitCode, output) = Tool.Run("bash", "-c", $"cd '{_folder.Path}' && set -e\nopenssl genpkey{commands}");
        Assert.True(exitCode == 0, output);
        var values = output.Split('\n').Where(line => PublicKey().IsMatch(line)).ToList();
        DkimKeyOptions[] keys =
        [
            new() { Domain = "stadtwerke.example", Selector = "2026a", PrivateKeyFile = _folder.File("dkim-rsa.pem") },
            new() { Domain = "stadtwerke.example", Selector = "2026e", PrivateKeyFile = _folder.File("dkim-ed25519.pem") },
        ];

        var message = Channels.Email.Dkim.SignedMessages.Write(keys);

        var verdicts = await Channels.Email.Dkim.DkimVerifier.VerifyAsync(
            message, ("2026a._domainkey.stadtwerke.example", $"v=DKIM1; k=rsa; p={values[0]}"), ("2026e._domainkey.stadtwerke.example", $"v=DKIM1; k=ed25519; p={values[1]}"));
        Assert.Equal([true, true], verdicts.Select(verdict => verdict.Good));
    }

    private static string Between(string start, string end)
    {
        var from = Page.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return Page[from..Page.IndexOf(end, from, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| [^|]*", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("`(?<text>[^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex("^[A-Za-z0-9+/]{40,}=*$")]
    private static partial Regex PublicKey();
}
