namespace Dispatch.Documents.Ubl;

/// <summary>Codes whose form is checked. Whether a well-formed code is in use is left to its list's owner.</summary>
internal static class UblCodes
{
    /// <summary>VAT categories of UNCL 5305 that EN 16931 knows, with the letters that its rules use for them.</summary>
    public static readonly IReadOnlyDictionary<string, string> VatCategories = new Dictionary<string, string>
    {
        ["S"] = "S", ["Z"] = "Z", ["E"] = "E", ["AE"] = "AE", ["K"] = "IC", ["G"] = "G", ["O"] = "O", ["L"] = "AF", ["M"] = "AG", ["B"] = "B",
    };

    /// <summary>BT-5: three capital letters.</summary>
    public static string Currency(UblReading reading, UblElement root)
    {
        var code = reading.Need(reading.Line(root, "BT-5", "DocumentCurrencyCode"), "BR-05", "BT-5", "the currency", root);
        if (code.Length == 0 || (code.Length == 3 && code.All(char.IsAsciiLetterUpper)))
            return code;

        reading.Refuse("BR-CL-04", "BT-5", code, "The currency is no code of ISO 4217.", "Use three capital letters, for example CHF.", reading.LineOf("BT-5"));
        return "";
    }

    /// <summary>A country: two capital letters; empty where there is none.</summary>
    public static string Country(UblReading reading, UblElement address, string field)
    {
        var element = reading.At(address, field, "Country", "IdentificationCode");
        var code = reading.Checked(element, field, mayBreak: false) ?? "";
        if (code.Length == 0 || (code.Length == 2 && code.All(char.IsAsciiLetterUpper)))
            return code;

        reading.Refuse("BR-CL-14", field, code, "The country is no code of ISO 3166-1.", "Use two capital letters, for example CH.", element!.Line);
        return "";
    }

    /// <summary>A VAT category that EN 16931 knows; else an error under the rule's code.</summary>
    public static string? VatCategory(UblReading reading, UblElement? category, string field, string rule)
    {
        var code = reading.Line(category, field, "ID");
        if (code is not null && !VatCategories.ContainsKey(code))
            reading.Refuse(rule, field, code, "The VAT category is none of EN 16931.", "Use S for any rate above 0, else Z, E, AE, K, G, O, L or M.", category!.Line);
        return code;
    }
}
