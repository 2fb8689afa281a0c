using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dispatch.Tests.Docs;

/// <summary>The links of a Markdown page and the anchors of its headings, as GitHub makes them.</summary>
internal sealed partial class MarkdownPage
{
    private MarkdownPage(string text)
    {
        var prose = Fence().Replace(text, "");
        Links = [.. Link().Matches(InlineCode().Replace(prose, "")).Select(match => match.Groups["target"].Value)];
        Anchors = [.. AnchorsOf(Heading().Matches(prose).Select(match => match.Groups["text"].Value)), .. Name().Matches(prose).Select(match => match.Groups["name"].Value)];
    }

    /// <summary>Targets in the order of the page, those into the web among them.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>What may stand after <c>#</c>.</summary>
    public IReadOnlyList<string> Anchors { get; }

    public static MarkdownPage Parse(string text) => new(text);

    public static MarkdownPage Read(string file) => new(File.ReadAllText(file));

    private static List<string> AnchorsOf(IEnumerable<string> headings)
    {
        var anchors = new List<string>();
        foreach (var heading in headings)
        {
            var slug = SlugOf(LinkText().Replace(heading, "${text}"));
            var anchor = slug;
            for (var copy = 1; anchors.Contains(anchor); copy++)
                anchor = string.Create(CultureInfo.InvariantCulture, $"{slug}-{copy}");
            anchors.Add(anchor);
        }

        return anchors;
    }

    private static string SlugOf(string heading)
    {
        var slug = new StringBuilder();
        foreach (var character in heading.Trim().ToLowerInvariant())
        {
            if (character == ' ')
                slug.Append('-');
            else if (char.IsLetterOrDigit(character) || character is '-' or '_')
                slug.Append(character);
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"^(?<fence>```+|~~~+).*?^\k<fence>[ \t]*$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<ticks>`+)[^`].*?\k<ticks>", RegexOptions.Singleline)]
    private static partial Regex InlineCode();

    [GeneratedRegex("""\]\(<?(?<target>[^)\s>]+)>?(\s+"[^"]*")?\)|^\[[^\]]+\]:\s*(?<target>\S+)|<[^>]+\b(src|href)=["](?<target>[^"]+)["]""", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"!?\[(?<text>[^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"^#{1,6}[ \t]+(?<text>.+?)[ \t#]*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("""<[^>]+\b(id|name)=["](?<name>[^"]+)["]""")]
    private static partial Regex Name();
}
