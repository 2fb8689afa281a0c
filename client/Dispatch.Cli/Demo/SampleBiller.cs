namespace Dispatch.Cli.Demo;

/// <summary>The one biller, a line of <c>biller.jsonl</c>.</summary>
internal sealed record SampleBiller(
    string Id, string Name, SampleAddress Address, string VatId, string Iban, SampleSender Email, string Logo, string Window, string Language)
{
    /// <summary>The municipal utility of a place that does not exist.</summary>
    public static SampleBiller Seehalden { get; } = new(
        "seehalden",
        "Gemeindewerke Seehalden",
        new SampleAddress("Werkgasse", "4", "8897", "Seehalden", "CH"),
        CheckDigits.Uid("99999999") + " MWST",
        CheckDigits.Iban("CH", "31999000004711815"),
        new SampleSender("rechnung@seehalden.example", "kundendienst@seehalden.example"),
        "logo.svg",
        "right",
        "de");

    /// <summary>The account for creditor references (SCOR): an IBAN whose institution is no QR-IID.</summary>
    public static string PlainIban { get; } = CheckDigits.Iban("CH", "09999000004711815");

    /// <summary>The account for invoices in euro.</summary>
    public static string EuroIban { get; } = CheckDigits.Iban("DE", "999999990047118150");
}
