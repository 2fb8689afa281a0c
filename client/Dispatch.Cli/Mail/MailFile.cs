using System.Globalization;
using CsvHelper;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Import;

namespace Dispatch.Cli.Mail;

/// <summary>
/// Reads a file of returned letters: CSV in UTF-8 with a header, separated by commas, semicolons or tabs. Columns: <c>invoice</c>, <c>dispatch</c> or <c>scan</c>,
/// <c>reason</c>, <c>returnedAt</c>.
/// </summary>
internal sealed class MailFile
{
    private const string ReasonField = "reason";
    private const string ReturnedAtField = "returnedAt";

    private static readonly string[] _columns = [MailEntry.InvoiceField, MailEntry.DispatchField, MailEntry.ScanField, ReasonField, ReturnedAtField];
    private static readonly string[] _references = [MailEntry.InvoiceField, MailEntry.DispatchField, MailEntry.ScanField];
    private static readonly string[] _instants = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    private readonly string _file;
    private readonly ReturnReason? _reason;
    private readonly List<CliError> _errors = [];
    private readonly List<MailEntry> _entries = [];

    private MailFile(string file, ReturnReason? reason) => (_file, _reason) = (file, reason);

    /// <summary>Reads it whole.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="reason">The reason of lines that name none.</param>
    /// <param name="errors">What is wrong, line by line.</param>
    /// <exception cref="CommandException">It cannot be read at all.</exception>
    public static IReadOnlyList<MailEntry> Read(string file, ReturnReason? reason, out IReadOnlyList<CliError> errors)
    {
        InputFile.MustBeReadable(file);
        var reading = new MailFile(file, reason);
        try
        {
            using var csv = CsvReader.FromFile(file, CsvReaderOptions.Default with
            {
                TrimWhitespace = true,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                MalformedData = CsvMalformedDataHandling.Throw,
            });
            reading.Read(csv);
        }
        catch (CsvFormatException e)
        {
            reading._errors.Add(new CliError("invalid_csv", "It is no CSV from here on.")
            {
                File = file,
                Line = e.LineNumber is { } line ? (int)line : null,
                Mend = "Close every quote, and double quotes inside of quotes.",
            });
        }

        errors = reading._errors;
        return reading._entries;
    }

    /// <summary>Reads a date or an instant (RFC 3339); without an offset it is UTC.</summary>
    public static bool TryReadInstant(string text, out DateTimeOffset instant) => DateTimeOffset.TryParseExact(
        text, _instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);

    private void Read(CsvReader csv)
    {
        csv.ReadHeader();
        var columns = csv.Headers.ToList();
        foreach (var column in columns.Where(column => !_columns.Contains(column, StringComparer.Ordinal)))
            Refuse(1, column, null, "unknown_column", "There is no such column.", $"Use {string.Join(", ", _columns)}.");
        if (!_references.Any(columns.Contains))
            Refuse(1, MailEntry.InvoiceField, null, "missing", "The header names neither invoice, dispatch nor scan.", "Begin the file with a line such as: invoice,reason");
        if (_errors.Count > 0)
            return;

        string Value(string column) => columns.IndexOf(column) is >= 0 and var index ? csv.GetString(index) : "";
        while (csv.Read())
            ReadLine((int)csv.LineNumber, Value);
    }

    private void ReadLine(int line, Func<string, string> valueOf)
    {
        var before = _errors.Count;
        var given = _references.Select(field => (Field: field, Value: valueOf(field))).Where(reference => reference.Value.Length > 0).ToList();
        if (given.Count != 1)
        {
            Refuse(line, MailEntry.InvoiceField, given.Count > 1 ? given[0].Value : null, given.Count > 1 ? "ambiguous" : "missing",
                given.Count > 1 ? $"{string.Join(" and ", given.Select(reference => reference.Field))} are both given." : "It is missing.",
                "Give either the invoice's number, the dispatch's id or the scanned mark.");
        }

        var reason = _reason;
        if (valueOf(ReasonField) is { Length: > 0 } word)
        {
            if (Words<ReturnReason>.TryParse(word, out var named))
                reason = named;
            else
                Refuse(line, ReasonField, word, "invalid_value", "It is no reason.", $"Use one of {Words<ReturnReason>.List}.");
        }
        else if (reason is null)
        {
            Refuse(line, ReasonField, null, "missing", "It is missing.", $"Use one of {Words<ReturnReason>.List}, or give --reason for all lines that name none.");
        }

        DateTimeOffset? returnedAt = null;
        if (valueOf(ReturnedAtField) is { Length: > 0 } text)
        {
            if (TryReadInstant(text, out var instant))
                returnedAt = instant;
            else
                Refuse(line, ReturnedAtField, text, "invalid_value", "It is no date.", "Write 2026-12-31, or 2026-12-31T09:00:00Z.");
        }

        if (_errors.Count == before)
            _entries.Add(new MailEntry(line, given[0].Field, given[0].Value, reason!.Value, returnedAt));
    }

    private void Refuse(int line, string field, string? value, string code, string message, string mend) =>
        _errors.Add(new CliError(code, message) { File = _file, Line = line, Field = field, Value = string.IsNullOrEmpty(value) ? null : value, Mend = mend });
}
