using System.Text.Json;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Import;

/// <summary>One line of a JSON Lines file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Text">The line.</param>
internal sealed record JsonLine(int Number, string Text)
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads it strictly: no comments, no trailing commas, no property twice, no unknown one.</summary>
    /// <param name="read">Reads the object's members.</param>
    /// <param name="errors">Gets what is wrong.</param>
    /// <returns>None if anything is wrong.</returns>
    public T? Read<T>(Func<StrictObject, T> read, List<CliError> errors)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(Text, _strict);
            var value = StrictObject.OfLine(document.RootElement, errors)?.Read(read);
            return errors.Count == 0 ? value : null;
        }
        catch (JsonException e)
        {
            errors.Add(new CliError("invalid_json", $"The line is no valid JSON: {Words(e)}.") { Mend = "Write one object {…} a line, without comments and trailing commas." });
            return null;
        }
    }

    private static string Words(JsonException exception)
    {
        var end = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var words = (end < 0 ? exception.Message : exception.Message[..end]).TrimEnd('.');
        return exception.BytePositionInLine is { } position ? $"{words} (at byte {position})" : words;
    }
}
