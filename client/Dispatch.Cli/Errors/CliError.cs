using System.Globalization;
using System.Text;
using Dispatch.Abstractions;

namespace Dispatch.Cli.Errors;

/// <summary>What is wrong, where, and what to do about it.</summary>
/// <param name="Code">A stable word for programs.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record CliError(string Code, string Message)
{
    /// <summary>The input file.</summary>
    public string? File { get; init; }

    /// <summary>The line in it, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>The field, option or business term.</summary>
    public string? Field { get; init; }

    /// <summary>The value found.</summary>
    public string? Value { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Mend { get; init; }

    /// <summary>The trace in which it happened.</summary>
    public string? TraceId { get; init; }

    /// <summary>Previews that were written instead of finalizing.</summary>
    public IReadOnlyList<string>? Previews { get; init; }

    /// <summary>Names the file of an answer of the engine.</summary>
    public static CliError Of(Problem problem, string? file = null, int? line = null, string? traceId = null) => new(problem.Code, problem.Message)
    {
        File = file,
        Line = line,
        Field = NullIfEmpty(problem.Field),
        Value = NullIfEmpty(problem.Value),
        Mend = NullIfEmpty(problem.Mend),
        TraceId = traceId,
    };

    /// <summary>One line for a person: file, line, field, value, message, mend. Control characters of the input are made visible.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        if (File is not null)
            text.Append(File).Append(Line is { } line ? ":" + line.ToString(CultureInfo.InvariantCulture) : "").Append(": ");
        if (Field is not null)
            text.Append(Field).Append(Value is null ? ": " : " ");
        if (Value is not null)
            text.Append('\'').Append(Value).Append("': ");
        text.Append(Message);
        if (Mend is not null)
            text.Append(' ').Append(Mend);
        if (TraceId is not null)
            text.Append(" (trace ").Append(TraceId).Append(')');
        return Visible(text);
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static string Visible(StringBuilder text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (var character in text.ToString())
        {
            if (char.IsControl(character) || character is '\u2028' or '\u2029')
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                visible.Append(character);
        }

        return visible.ToString();
    }
}
