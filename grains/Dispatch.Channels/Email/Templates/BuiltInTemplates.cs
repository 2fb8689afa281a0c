using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Templates;

/// <summary>The texts for billers without templates of their own: the files under <c>Defaults/</c>.</summary>
internal static class BuiltInTemplates
{
    private static readonly Dictionary<Language, MessageTemplate> All = Enum.GetValues<Language>().ToDictionary(language => language, language => MessageTemplate.Parse(TextsOf(language)));

    /// <summary>The built-in template of a language.</summary>
    public static MessageTemplate Of(Language language) => All[language];

    /// <summary>Its sources.</summary>
    public static TemplateTexts TextsOf(Language language) =>
        new(Read(language, MessagePart.Subject), Read(language, MessagePart.Text), Read(language, MessagePart.Html));

    private static string Read(Language language, MessagePart part)
    {
        using var stream = typeof(BuiltInTemplates).Assembly.GetManifestResourceStream(TemplateFile.NameOf(language, part))!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
