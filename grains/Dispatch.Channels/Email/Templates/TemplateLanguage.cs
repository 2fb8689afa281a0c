using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Fluid;

namespace Dispatch.Channels.Email.Templates;

/// <summary>
/// The part of Liquid that templates may use: no loops, no other files, no clock, no locale of the machine, and no filter that takes
/// HTML's escaping away. So a template ends, reads nothing, and gives the same text in every attempt.
/// </summary>
internal static partial class TemplateLanguage
{
    private const int MaxSteps = 10_000;

    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The tags that there are.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["#", "assign", "capture", "case", "comment", "echo", "if", "raw", "unless"];

    /// <summary>The filters that there are.</summary>
    public static IReadOnlySet<string> Filters { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "abs", "append", "at_least", "at_most", "capitalize", "ceil", "date", "default", "divided_by", "downcase", "escape", "floor", "lstrip", "minus",
        "modulo", "plus", "prepend", "remove", "remove_first", "remove_last", "replace", "replace_first", "replace_last", "round", "rstrip", "size", "slice",
        "strip", "times", "truncate", "truncatewords", "upcase", "url_encode",
    };

    private static readonly FluidParser Parser = CreateParser();

    /// <summary>How templates are filled in.</summary>
    public static TemplateOptions Options { get; } = CreateOptions();

    /// <summary>Reads one part's source and checks every name in it.</summary>
    /// <exception cref="TemplateException">It cannot be used.</exception>
    public static IFluidTemplate Parse(MessagePart part, string source)
    {
        if (!Parser.TryParse(source, out var template, out var error) || template is null)
        {
            var match = ErrorPlace().Match(error ?? "");
            throw new TemplateException(
                part,
                match.Success ? int.Parse(match.Groups["line"].Value, CultureInfo.InvariantCulture) : null,
                $"{(match.Success ? match.Groups["what"].Value : "the template cannot be read")}; correct it (available tags: {string.Join(", ", Tags)}).");
        }

        TemplateNames.Check(part, source, template);
        return template;
    }

    /// <summary>Fills a template in.</summary>
    /// <exception cref="TemplateException">It failed while it was filled in.</exception>
    public static string Render(MessagePart part, IFluidTemplate template, TemplateContext context)
    {
        try
        {
            return template.Render(context, part == MessagePart.Html ? Html : NullEncoder.Default);
        }
        catch (Exception error) when (error is FluidException or InvalidOperationException or ArgumentException or FormatException or ArithmeticException)
        {
            throw new TemplateException(part, null, $"the template fails when it is filled in ({error.GetType().Name}); correct it.");
        }
    }

    private static FluidParser CreateParser()
    {
        var parser = new FluidParser();
        foreach (var tag in parser.RegisteredTags.Keys.Except(Tags).ToList())
            parser.RegisteredTags.Remove(tag);
        return parser;
    }

    private static TemplateOptions CreateOptions()
    {
        var options = new TemplateOptions
        {
            MaxSteps = MaxSteps,
            CultureInfo = CultureInfo.InvariantCulture,
            TimeZone = TimeZoneInfo.Utc,
            ModelNamesComparer = StringComparer.Ordinal,
            StrictFilters = true,
        };
        foreach (var filter in options.Filters.Select(filter => filter.Key).Where(name => !Filters.Contains(name)).ToList())
            options.Filters.Remove(filter);
        return options;
    }

    [GeneratedRegex(@"^(?<what>.*?)\.? at \((?<line>\d+):\d+\)", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorPlace();
}
