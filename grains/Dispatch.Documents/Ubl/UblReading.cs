using System.Globalization;
using Dispatch.Documents.Invoices;

namespace Dispatch.Documents.Ubl;

/// <summary>
/// One file being read: gives typed values of its elements and collects what is wrong with them. A value that is missing or bad is
/// given as nothing, and reading goes on, so that all errors of a file are told at once.
/// </summary>
internal sealed class UblReading
{
    private const int MaxErrorCount = 100;
    private const int MaxSignificantDigits = 25;
    private const int MaxIntegerDigits = 13;

    private readonly Dictionary<string, int> _lines = [];
    private readonly List<InvoiceError> _errors = [];
    private readonly HashSet<string> _broken = [];

    /// <summary>At most <see cref="MaxErrorCount"/>, so that a file of errors does not become a report of a million.</summary>
    public IReadOnlyList<InvoiceError> Errors => _errors;

    public List<InvoiceFinding> Findings { get; } = [];

    /// <summary>BT-5, once read; amounts in another currency are refused.</summary>
    public string? Currency { get; set; }

    /// <summary>Whether every value could be read, right or wrong.</summary>
    public bool IsComplete => _broken.Count == 0;

    /// <summary>Whether a field could not be read somewhere, so that a check that needs it says nothing.</summary>
    public bool IsBroken(params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields)
        {
            if (_broken.Contains(field))
                return true;
        }
        return false;
    }

    /// <summary>The line of the first value of a field.</summary>
    public int? LineOf(string field) => _lines.TryGetValue(field, out var line) ? line : null;

    /// <summary>A value that cannot be used: the field counts as broken.</summary>
    public void Refuse(string code, string field, string? value, string message, string mend, int? line)
    {
        _broken.Add(field);
        Report(code, field, value, message, mend, line);
    }

    /// <summary>A readable value that contradicts another one or a rule. Told once, however often the value is read.</summary>
    public void Report(string code, string field, string? value, string message, string mend, int? line)
    {
        var error = new InvoiceError(code, field, ShownValue.Of(value), message, mend, line);
        if (_errors.Count < MaxErrorCount && !_errors.Contains(error))
            _errors.Add(error);
    }

    /// <summary>A term that must be there: gives a stand-in and an error where it is missing and nothing was said about it yet.</summary>
    public string Need(string? value, string code, string field, string what, UblElement? near)
    {
        if (value is null)
            Missing(code, field, what, near);
        return value ?? "";
    }

    /// <inheritdoc cref="Need(string?, string, string, string, UblElement?)"/>
    public decimal Need(decimal? value, string code, string field, string what, UblElement? near)
    {
        if (value is null)
            Missing(code, field, what, near);
        return value ?? 0;
    }

    /// <summary>An error for a term that is not there, unless it is there and an error said why it cannot be read.</summary>
    public void Missing(string code, string field, string what, UblElement? near)
    {
        var isAlreadyTold = near is not null && _errors.Exists(error => error.Field == field && error.Line >= near.Line && error.Code != code);
        if (!isAlreadyTold)
            Refuse(code, field, null, $"Missing or empty: {what} ({field}).", $"Add {what}.", near?.Line);
    }

    /// <summary>The one element at the end of a path. A second one at any step is an error of the field.</summary>
    public UblElement? At(UblElement? parent, string field, params ReadOnlySpan<string> path)
    {
        var element = parent;
        foreach (var name in path)
        {
            if (element is null)
                return null;

            UblElement? only = null;
            foreach (var each in element.All(name))
            {
                if (only is null)
                {
                    only = each;
                    continue;
                }
                Refuse("duplicate_element", field, name, $"{name} stands more than once in {element.Name}.", $"Keep one {name}.", each.Line);
                break;
            }
            element = only;
        }
        if (element is not null)
            _lines.TryAdd(field, element.Line);
        return element;
    }

    /// <summary>A name, address, code or identifier: one line, trimmed. Control characters and line breaks are refused, because such values reach headers and forms.</summary>
    public string? Line(UblElement? parent, string field, params ReadOnlySpan<string> path) => Checked(At(parent, field, path), field, mayBreak: false);

    /// <summary>A free text, trimmed. It may have line feeds and tabs.</summary>
    public string? Text(UblElement? parent, string field, params ReadOnlySpan<string> path) => Checked(At(parent, field, path), field, mayBreak: true);

    /// <summary>The text of an element that was found, under the same rules as <see cref="Line"/> and <see cref="Text"/>.</summary>
    public string? Checked(UblElement? element, string field, bool mayBreak) => element is null ? null : Checked(element.Text, element.Line, field, mayBreak);

    /// <summary>An attribute, under the same rules as <see cref="Line"/>.</summary>
    public string? Attribute(UblElement? element, string field, string name) => element?.Attribute(name) is { } value ? Checked(value, element.Line, field, mayBreak: false) : null;

    private string? Checked(string text, int line, string field, bool mayBreak)
    {
        var trimmed = text.Trim(' ', '\t', '\r', '\n');
        if (trimmed.Length == 0)
            return null;

        if (trimmed.AsSpan().IndexOfAny(mayBreak ? FieldCharacters.RefusedInText : FieldCharacters.RefusedInLine) < 0)
            return mayBreak ? trimmed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : trimmed;

        Refuse("control_character", field, trimmed, mayBreak ? "The text has a control character or an unusual line break." : "The value has a line break or another control character.", mayBreak ? "Write it without; end lines with a line feed (U+000A)." : "Write it without.", line);
        return null;
    }

    /// <summary>A number as XML Schema writes decimals: a point, no exponent, no thousands separator; exact or refused.</summary>
    public decimal? Number(UblElement? parent, string field, params ReadOnlySpan<string> path)
    {
        var element = At(parent, field, path);
        var text = element?.Text.Trim(' ', '\t', '\r', '\n') ?? "";
        if (text.Length == 0)
            return null;

        if (IsExact(text) && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;

        Refuse("number_invalid", field, text, $"{element!.Name} is no decimal number of at most {MaxIntegerDigits} digits before the point and {MaxSignificantDigits - MaxIntegerDigits} after it.",
            "Write it like 1234.50: a point, no exponent, no separator.", element.Line);
        return null;
    }

    /// <summary>An amount of the document: at most two decimals, in the currency of the invoice.</summary>
    public decimal? Amount(UblElement? parent, string field, params ReadOnlySpan<string> path) => AmountIn(Currency, parent, field, path);

    /// <summary>An amount with at most two decimals in a currency; in none any is right.</summary>
    public decimal? AmountIn(string? expected, UblElement? parent, string field, params ReadOnlySpan<string> path)
    {
        if (Number(parent, field, path) is not { } amount)
            return null;

        var element = At(parent, field, path)!;
        if (decimal.Round(amount, 2) != amount)
        {
            Refuse("amount_decimals", field, element.Text, $"{element.Name} has more than two decimals.", "Round it to 0.01.", element.Line);
            return null;
        }
        if (expected is not null && element.Attribute("currencyID") is { } currency && currency != expected)
            Report("currency_mismatch", field, currency, $"{element.Name} is in another currency than the invoice (BT-5), {expected}.", "Give all amounts in the currency of the invoice.", element.Line);
        return amount;
    }

    /// <summary>A date written as yyyy-MM-dd.</summary>
    public DateOnly? Date(UblElement? parent, string field, params ReadOnlySpan<string> path)
    {
        var element = At(parent, field, path);
        if (Checked(element, field, mayBreak: false) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;

        Refuse("date_invalid", field, text, $"{element!.Name} is no date.", "Write it as yyyy-MM-dd, without a time zone.", element.Line);
        return null;
    }

    private static bool IsExact(string text)
    {
        var digits = text.AsSpan().TrimStart("+-");
        var point = digits.IndexOf('.');
        var whole = (point < 0 ? digits : digits[..point]).TrimStart('0');
        var fraction = point < 0 ? [] : digits[(point + 1)..].TrimEnd('0');
        return whole.Length <= MaxIntegerDigits && fraction.Length <= MaxSignificantDigits - MaxIntegerDigits
            && digits.IndexOfAnyExcept(FieldCharacters.Decimal) < 0 && digits.IndexOfAnyInRange('0', '9') >= 0;
    }
}
