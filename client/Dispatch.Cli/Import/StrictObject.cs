using System.Globalization;
using System.Text.Json;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Import;

/// <summary>
/// Reads a JSON object member by member and collects what is wrong with it: wrong types, unknown words, missing and unknown members.
/// </summary>
internal sealed class StrictObject
{
    private const int LongestValue = 80;

    private readonly JsonElement _element;
    private readonly string _path;
    private readonly List<CliError> _errors;
    private readonly List<string> _known = [];

    private StrictObject(JsonElement element, string path, List<CliError> errors) => (_element, _path, _errors) = (element, path, errors);

    /// <summary>Takes the object of a line.</summary>
    /// <returns>None if the line is no object; the error says so.</returns>
    public static StrictObject? OfLine(JsonElement element, List<CliError> errors)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return new StrictObject(element, "", errors);
        errors.Add(new CliError("invalid_json", "The line is no JSON object.") { Value = Shorten(element), Mend = "Write one object {…} a line." });
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name) => Member(name) is null ? Missing(name, "a text") : Text(name) ?? "";

    /// <summary>A text.</summary>
    public string? Text(string name) => Member(name) is not { } member ? null : member.ValueKind == JsonValueKind.String ? member.GetString() : Wrong(name, member, "a text in quotes");

    /// <summary>A whole number.</summary>
    public int Number(string name)
    {
        if (Member(name) is not { } member)
            return 0;
        if (member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number))
            return number;
        Wrong(name, member, "a whole number without quotes");
        return 0;
    }

    /// <summary>Yes or no; none is no.</summary>
    public bool Flag(string name)
    {
        if (Member(name) is not { } member)
            return false;
        if (member.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return member.GetBoolean();
        Wrong(name, member, "true or false without quotes");
        return false;
    }

    /// <summary>Texts in an array; none is an empty one.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Member(name) is not { } member)
            return [];
        if (member.ValueKind == JsonValueKind.Array && member.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            return [.. member.EnumerateArray().Select(item => item.GetString()!)];
        Wrong(name, member, "an array of texts [\"…\"]");
        return [];
    }

    /// <summary>A date.</summary>
    public DateOnly? Date(string name)
    {
        if (Member(name) is not { } member)
            return null;
        if (member.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(member.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Wrong(name, member, "a date in quotes, \"2026-12-31\"");
        return null;
    }

    /// <summary>A word of a vocabulary that must be there.</summary>
    public T RequiredWord<T>(string name)
        where T : struct, Enum
    {
        if (Member(name) is null)
            Missing(name, $"one of {Words<T>.List}");
        return Word<T>(name) ?? default;
    }

    /// <summary>A word of a vocabulary.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Member(name) is not { } member)
            return null;
        if (member.ValueKind == JsonValueKind.String && Words<T>.TryParse(member.GetString(), out var value))
            return value;
        Wrong(name, member, $"one of {Words<T>.List}");
        return null;
    }

    /// <summary>An object.</summary>
    public T? Object<T>(string name, Func<StrictObject, T> read)
        where T : class
    {
        if (Member(name) is not { } member)
            return null;
        if (member.ValueKind == JsonValueKind.Object)
            return new StrictObject(member, PathOf(name), _errors).Read(read);
        Wrong(name, member, "an object {…}");
        return null;
    }

    /// <summary>An object that must be there.</summary>
    public T? RequiredObject<T>(string name, Func<StrictObject, T> read)
        where T : class
    {
        if (Member(name) is null)
            Missing(name, "an object {…}");
        return Object(name, read);
    }

    /// <summary>Objects in an array; none is an empty one.</summary>
    public IReadOnlyList<T> Objects<T>(string name, Func<StrictObject, T> read)
        where T : class
    {
        if (Member(name) is not { } member)
            return [];
        if (member.ValueKind != JsonValueKind.Array)
        {
            Wrong(name, member, "an array […]");
            return [];
        }

        var items = new List<T>();
        foreach (var (index, item) in member.EnumerateArray().Index())
        {
            var itemName = string.Create(CultureInfo.InvariantCulture, $"{name}[{index}]");
            if (item.ValueKind == JsonValueKind.Object)
                items.Add(new StrictObject(item, PathOf(itemName), _errors).Read(read));
            else
                Wrong(itemName, item, "an object {…}");
        }

        return items;
    }

    /// <summary>Reads the members, then refuses those that nobody asked for.</summary>
    public T Read<T>(Func<StrictObject, T> read)
    {
        var value = read(this);
        foreach (var member in _element.EnumerateObject().Where(member => !_known.Contains(member.Name, StringComparer.Ordinal)))
        {
            _errors.Add(new CliError("unknown_property", "There is no such property.")
            {
                Field = PathOf(member.Name),
                Value = Shorten(member.Value),
                Mend = $"Remove it, or use one of {string.Join(", ", _known.Distinct(StringComparer.Ordinal))}.",
            });
        }

        return value;
    }

    /// <summary>Passes over a member that is only shown, never read.</summary>
    public void Skip(string name) => Member(name);

    /// <summary>Adds an error about a member.</summary>
    public void Refuse(string name, string value, string message, string mend) =>
        _errors.Add(new CliError("invalid_value", message) { Field = PathOf(name), Value = value, Mend = mend });

    private JsonElement? Member(string name)
    {
        _known.Add(name);
        return _element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;
    }

    private string Missing(string name, string form)
    {
        _errors.Add(new CliError("missing", "It is missing.") { Field = PathOf(name), Mend = $"Write {form}." });
        return "";
    }

    private string? Wrong(string name, JsonElement member, string form)
    {
        _errors.Add(new CliError("invalid_value", "It cannot be read.") { Field = PathOf(name), Value = Shorten(member), Mend = $"Write {form}." });
        return null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private static string Shorten(JsonElement element)
    {
        var text = element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        return text.Length <= LongestValue ? text : string.Concat(text.AsSpan(0, LongestValue), "…");
    }
}
