using System.Text.RegularExpressions;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Docs;

/// <summary>Every link of the documentation into this repository leads somewhere.</summary>
public sealed partial class LinkTests
{
    private static readonly string s_root = FindRoot();

    public static TheoryData<string> Pages { get; } =
    [
        "README.md",
        "CHANGELOG.md",
        .. Directory.EnumerateFiles(Path.Combine(s_root, "docs"), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(s_root, file)).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_RelativeLinks_LeadToFilesAndHeadings(string page) => Assert.Empty(BrokenLinks(Path.Combine(s_root, page)));

    [Fact]
    public void Readme_Links_AreFound() =>
        Assert.Superset(new HashSet<string> { "docs/cli.md", "docs/images/life-of-an-invoice.svg", "LICENSE" }, MarkdownPage.Read(Path.Combine(s_root, "README.md")).Links.ToHashSet());

    [Theory]
    [InlineData("see [this](gone.md)", "gone.md")]
    [InlineData("see [this](here.md#gone)", "here.md#gone")]
    [InlineData("see [this](#gone)", "#gone")]
    [InlineData("![picture](gone.svg \"Title\")", "gone.svg")]
    [InlineData("<img src=\"gone.svg\" alt=\"\">", "gone.svg")]
    [InlineData("[this]: gone.md", "gone.md")]
    [InlineData("[out](../../etc/hostname)", "../../etc/hostname")]
    [InlineData("[web](https://example.ch/gone.md) [here](here.md) [own](#what-for-it-is) [folder](.)", null)]
    [InlineData("`[code](gone.md)`\n```\n[code](gone.md)\n# Gone\n```\n", null)]
    public void BrokenLinks_Page_AreThoseThatLeadNowhere(string text, string? broken)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "here.md"), "# Here\n");
        var page = Path.Combine(folder.Path, "page.md");
        File.WriteAllText(page, text + "\n# What *for* it `is`?\n");

        Assert.Equal(broken is null ? [] : [broken], BrokenLinks(page, folder.Path));
    }

    [Fact]
    public void Anchors_Headings_AreGitHubs() => Assert.Equal(
        ["what-it-is", "what-it-is-1", "invoice-show--list", "a_b-grösse", "the-cli"],
        MarkdownPage.Parse("# What it is\n## What it is\n## `invoice show` & list\n### a_b: Grösse! ###\n## The [CLI](cli.md)\n").Anchors);

    private static IEnumerable<string> BrokenLinks(string page) => BrokenLinks(page, s_root);

    private static IEnumerable<string> BrokenLinks(string page, string root) =>
        MarkdownPage.Read(page).Links.Where(link => !Scheme().IsMatch(link) && !Leads(page, link, root));

    private static bool Leads(string page, string link, string root)
    {
        var (path, anchor) = link.Split('#', 2) is [var before, var after] ? (before, after) : (link, null);
        var target = path.Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, Uri.UnescapeDataString(path)));
        if (Path.GetRelativePath(root, target).StartsWith("..", StringComparison.Ordinal) || !Path.Exists(target))
            return false;
        return anchor is null || (target.EndsWith(".md", StringComparison.Ordinal) && MarkdownPage.Read(target).Anchors.Contains(Uri.UnescapeDataString(anchor)));
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dispatch.Orleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }

    [GeneratedRegex("^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();
}
