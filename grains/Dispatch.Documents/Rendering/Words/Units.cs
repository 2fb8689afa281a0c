namespace Dispatch.Documents.Rendering.Words;

/// <summary>Names of units (UN/ECE Recommendations 20 and 21) on paper.</summary>
internal static class Units
{
    /// <summary>The unit's sign or short name; the code itself where it is not one of those that utilities use.</summary>
    public static string Name(string code, decimal quantity, DocumentLanguage language)
    {
        var one = Math.Abs(quantity) == 1;
        return code switch
        {
            "KWH" => "kWh",
            "MWH" => "MWh",
            "GWH" => "GWh",
            "WHR" => "Wh",
            "KWT" => "kW",
            "MAW" => "MW",
            "KVA" => "kVA",
            "KVR" => "kvar",
            "K3" => "kvarh",
            "AMP" => "A",
            "JOU" => "J",
            "3B" => "MJ",
            "GV" => "GJ",
            "MTQ" => "m³",
            "NM3" => "Nm³",
            "DMQ" => "dm³",
            "LTR" => "l",
            "HLT" => "hl",
            "MTK" => "m²",
            "HAR" => "ha",
            "MTR" => "m",
            "KMT" => "km",
            "KGM" => "kg",
            "TNE" => "t",
            "P1" => "%",
            "MIN" => "min",
            "HUR" => "h",
            "C62" or "H87" or "EA" or "NAR" or "PCE" or "XPP" => language.Pick("Stk.", one ? "pce" : "pces", "pz.", one ? "pc" : "pcs"),
            "DAY" => language.Pick(one ? "Tag" : "Tage", one ? "jour" : "jours", one ? "giorno" : "giorni", one ? "day" : "days"),
            "WEE" => language.Pick(one ? "Woche" : "Wochen", one ? "semaine" : "semaines", one ? "settimana" : "settimane", one ? "week" : "weeks"),
            "MON" => language.Pick(one ? "Monat" : "Monate", "mois", one ? "mese" : "mesi", one ? "month" : "months"),
            "QAN" => language.Pick(one ? "Quartal" : "Quartale", one ? "trimestre" : "trimestres", one ? "trimestre" : "trimestri", one ? "quarter" : "quarters"),
            "ANN" => language.Pick(one ? "Jahr" : "Jahre", one ? "an" : "ans", one ? "anno" : "anni", one ? "year" : "years"),
            "LS" => language.Pick("pauschal", "forfait", "forfait", "flat"),
            _ => code,
        };
    }
}
