using System.Globalization;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Email;

/// <summary>Amounts and dates as readers of a language write them. Written out here, so that a message does not depend on the machine's locale data.</summary>
internal static class LocalForm
{
    private static readonly string[] German = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];
    private static readonly string[] French = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
    private static readonly string[] Italian = ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];
    private static readonly string[] English = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>For example <c>CHF 1’234.50</c>: francs as in Switzerland, other currencies as in the language's larger countries.</summary>
    public static string Amount(decimal amount, string currency, Language language)
    {
        var (group, point) = (language, currency) switch
        {
            (Language.En, _) => (",", "."),
            (Language.Fr, "CHF") => ("\u202f", "."),
            (_, "CHF") => ("’", "."),
            (Language.Fr, _) => ("\u202f", ","),
            _ => (".", ","),
        };
        var format = new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = point, NegativeSign = "-" };
        return $"{currency} {Math.Round(amount, 2, MidpointRounding.AwayFromZero).ToString("#,##0.00", format)}";
    }

    /// <summary>For example <c>1. Oktober 2026</c>, <c>1er octobre 2026</c>, <c>1º ottobre 2026</c>, <c>1 October 2026</c>.</summary>
    public static string Date(DateOnly date, Language language)
    {
        var day = (language, date.Day) switch
        {
            (Language.De, _) => $"{date.Day}.",
            (Language.Fr, 1) => "1er",
            (Language.It, 1) => "1º",
            _ => date.Day.ToString(CultureInfo.InvariantCulture),
        };
        var months = language switch
        {
            Language.De => German,
            Language.Fr => French,
            Language.It => Italian,
            _ => English,
        };
        return string.Create(CultureInfo.InvariantCulture, $"{day} {months[date.Month - 1]} {date.Year:0000}");
    }
}
