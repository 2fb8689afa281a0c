using System.Globalization;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email.Templates;

/// <summary>Reads billers' own templates.</summary>
internal static class TemplateFolder
{
    private const string Key = "Email:Templates:Folder";

    /// <summary>Reads all templates below a folder; each error names the file, the line where one is known, and the mend.</summary>
    /// <param name="folder">The folder; none gives no templates.</param>
    public static (Dictionary<(string Biller, Language Language), MessageTemplate> Templates, List<string> Errors) Read(string? folder)
    {
        var templates = new Dictionary<(string, Language), MessageTemplate>();
        var errors = new List<string>();
        if (string.IsNullOrEmpty(folder))
            return (templates, errors);
        if (!Directory.Exists(folder))
        {
            errors.Add($"{Key} is '{folder}', which is no folder that can be read; name one, or leave it out for the built-in templates.");
            return (templates, errors);
        }

        try
        {
            errors.AddRange(Directory.EnumerateFiles(folder, "*.liquid").Order(StringComparer.Ordinal)
                .Select(file => $"{Key}: '{file}' would never be used; put it into a folder named by its biller's id."));
            foreach (var directory in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
                ReadBiller(directory, templates, errors);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            errors.Add($"{Key} is '{folder}', which cannot be read whole ({error.GetType().Name}); make it readable.");
        }

        return (templates, errors);
    }

    private static void ReadBiller(string directory, Dictionary<(string, Language), MessageTemplate> templates, List<string> errors)
    {
        var sources = new Dictionary<Language, Dictionary<MessagePart, string>>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.liquid").Order(StringComparer.Ordinal))
        {
            if (!TemplateFile.TryParse(Path.GetFileName(path), out var file))
            {
                errors.Add($"{Key}: '{path}' would never be used; name it {TemplateFile.Rule}.");
                continue;
            }

            try
            {
                if (!sources.TryGetValue(file.Language, out var parts))
                    sources.Add(file.Language, parts = []);
                parts.Add(file.Part, TemplateFile.Read(path));
            }
            catch (InvalidDataException error)
            {
                errors.Add($"{Key}: '{path}' {error.Message}.");
            }
        }

        var biller = Path.GetFileName(directory);
        foreach (var (language, parts) in sources)
        {
            if (parts.ContainsKey(MessagePart.Text) != parts.ContainsKey(MessagePart.Html))
            {
                var missing = parts.ContainsKey(MessagePart.Text) ? MessagePart.Html : MessagePart.Text;
                errors.Add($"{Key}: '{Path.Combine(directory, TemplateFile.NameOf(language, missing))}' is missing; text and HTML must say the same, so give both or neither.");
            }
            else if (TryCreate(directory, language, parts, errors) is { } template)
            {
                templates.Add((biller, language), template);
            }
        }
    }

    private static MessageTemplate? TryCreate(string directory, Language language, Dictionary<MessagePart, string> parts, List<string> errors)
    {
        var builtIn = BuiltInTemplates.TextsOf(language);
        try
        {
            var template = MessageTemplate.Parse(new TemplateTexts(SourceOf(MessagePart.Subject), SourceOf(MessagePart.Text), SourceOf(MessagePart.Html)));
            foreach (var sample in TemplateSamples.Of(language))
                template.Render(sample);
            return template;
        }
        catch (TemplateException error)
        {
            var file = Path.Combine(directory, TemplateFile.NameOf(language, error.Part));
            var place = error.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $", line {line}") : "";
            errors.Add($"{Key}: '{file}'{place}: {error.Message}");
            return null;
        }

        string SourceOf(MessagePart part) => parts.GetValueOrDefault(part) ?? builtIn.Of(part);
    }
}
