using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Templates;

/// <summary>The names of template files: <c>invoice.LANGUAGE.PART.liquid</c>.</summary>
internal static class TemplateFile
{
    /// <summary>The form, for errors.</summary>
    public const string Rule = "invoice.LANGUAGE.PART.liquid with a language of de, fr, it, en and a part of subject, text, html";

    private const long MaxBytes = 256 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Dictionary<string, (Language Language, MessagePart Part)> Known = Enum.GetValues<Language>()
        .SelectMany(language => Enum.GetValues<MessagePart>(), (language, part) => (Language: language, Part: part))
        .ToDictionary(file => NameOf(file.Language, file.Part), StringComparer.Ordinal);

    /// <summary>The name of a part's file.</summary>
    public static string NameOf(Language language, MessagePart part) =>
        $"invoice.{language.ToString().ToLowerInvariant()}.{part.ToString().ToLowerInvariant()}.liquid";

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string name, out (Language Language, MessagePart Part) file) => Known.TryGetValue(name, out file);

    /// <summary>Reads a file's text, lines ended by LF on every system.</summary>
    /// <exception cref="InvalidDataException">It is too large, or no UTF-8.</exception>
    public static string Read(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
            throw new InvalidDataException($"is larger than {MaxBytes} bytes; shorten it");
        try
        {
            return File.ReadAllText(path, Strict).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException("is not UTF-8; save it as UTF-8");
        }
    }
}
