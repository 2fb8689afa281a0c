using System.Globalization;

namespace Dispatch.Documents.Rendering.Words;

/// <summary>Numbers and dates as a language writes them. The forms stand here, not in the machine's culture data, so that bytes never depend on it.</summary>
internal sealed class Figures(DocumentLanguage language)
{
    private const char NoBreakSpace = '\u00A0';

    private static readonly string[] s_englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

    private readonly NumberFormatInfo _numbers = new()
    {
        NumberDecimalSeparator = ".",
        NumberGroupSeparator = language switch
        {
            DocumentLanguage.Fr => NoBreakSpace.ToString(),
            DocumentLanguage.En => ",",
            _ => "'",
        },
        NumberGroupSizes = [3],
        NegativeSign = "\u2212",
    };

    private string PercentSign => language == DocumentLanguage.En ? "%" : $"{NoBreakSpace}%";

    /// <summary>Two decimals.</summary>
    public string Amount(decimal value) => value.ToString("#,##0.00", _numbers);

    /// <summary>Currency and amount.</summary>
    public string Money(string currency, decimal value) => $"{currency}{NoBreakSpace}{Amount(value)}";

    /// <summary>As many decimals as there are.</summary>
    public string Quantity(decimal value) => value.ToString("#,##0.##########", _numbers);

    /// <summary>At least two decimals, more where the price has them.</summary>
    public string Price(decimal value) => value.ToString("#,##0.00########", _numbers);

    /// <summary>A VAT rate: at least one decimal, so that rates under one another agree.</summary>
    public string Rate(decimal percent) => percent.ToString("0.0###", _numbers) + PercentSign;

    /// <summary>A percentage in a text.</summary>
    public string Percent(decimal percent) => percent.ToString("0.####", _numbers) + PercentSign;

    public string Date(DateOnly date) => language == DocumentLanguage.En
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Day}{NoBreakSpace}{s_englishMonths[date.Month - 1]}{NoBreakSpace}{date.Year}")
        : string.Create(CultureInfo.InvariantCulture, $"{date.Day:00}.{date.Month:00}.{date.Year:0000}");

    /// <summary>Both ends, or the one that is known.</summary>
    public string Period(DateOnly? start, DateOnly? end) => (start, end) switch
    {
        ({ } first, { } last) => $"{Date(first)} – {Date(last)}",
        ({ } first, null) => $"{language.Pick("ab", "dès le", "dal", "from")} {Date(first)}",
        (null, { } last) => $"{language.Pick("bis", "jusqu’au", "fino al", "until")} {Date(last)}",
        _ => "",
    };
}
