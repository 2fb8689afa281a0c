using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Cli.CommandLine;

/// <summary>The words of a vocabulary as they stand in JSON, on the command line and in tables.</summary>
/// <typeparam name="T">The vocabulary.</typeparam>
internal static class Words<T>
    where T : struct, Enum
{
    private static readonly Dictionary<T, string> _words = Enum.GetValues<T>().ToDictionary(value => value, Word);
    private static readonly Dictionary<string, T> _values = _words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All words, in the order of their values.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(value => _words[value])];

    /// <summary>All words, for a message.</summary>
    public static string List { get; } = string.Join(", ", All);

    /// <summary>The word for a value.</summary>
    public static string Of(T value) => _words.TryGetValue(value, out var word) ? word : value.ToString();

    /// <summary>The value of a word; words are case-sensitive, numbers are none.</summary>
    public static bool TryParse(string? word, out T value)
    {
        value = default;
        return word is not null && _values.TryGetValue(word, out value);
    }

    private static string Word(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
