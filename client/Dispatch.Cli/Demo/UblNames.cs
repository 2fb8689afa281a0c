using System.Globalization;
using System.Xml.Linq;

namespace Dispatch.Cli.Demo;

/// <summary>The namespaces of UBL 2.1 and the few shapes of element that an invoice consists of.</summary>
internal static class UblNames
{
    public static readonly XNamespace Invoice = "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2";
    public static readonly XNamespace CreditNote = "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2";
    public static readonly XNamespace Basic = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    public static readonly XNamespace Aggregate = "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2";

    /// <summary>An element with a value.</summary>
    public static XElement Value(string name, string value) => new(Basic + name, value);

    /// <summary>An element that holds others; what is null stays away.</summary>
    public static XElement Group(string name, params object?[] content) => new(Aggregate + name, content);

    /// <summary>A date.</summary>
    public static XElement Date(string name, DateOnly date) => Value(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>An amount in two decimals.</summary>
    public static XElement Amount(string name, decimal amount, string currency) =>
        new(Basic + name, new XAttribute("currencyID", currency), amount.ToString("0.00", CultureInfo.InvariantCulture));

    /// <summary>A number as it is, with the decimals it has.</summary>
    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>VAT category S with its rate: the Swiss standard and reduced rates both belong to it.</summary>
    public static XElement TaxCategory(string name, decimal rate) =>
        Group(name, Value("ID", "S"), Value("Percent", Number(rate)), Group("TaxScheme", Value("ID", "VAT")));

    /// <summary>A period (BG-14, BG-26).</summary>
    public static XElement Period(DateOnly start, DateOnly end) => Group("InvoicePeriod", Date("StartDate", start), Date("EndDate", end));
}
