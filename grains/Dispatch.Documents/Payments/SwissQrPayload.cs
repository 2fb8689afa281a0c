using System.Globalization;

namespace Dispatch.Documents.Payments;

/// <summary>
/// The text of a Swiss QR code (Implementation Guidelines QR-bill 2.3): 31 to 34 lines. It writes what it is given; the checks are
/// made before, by <see cref="SwissQrBuilder"/>.
/// </summary>
internal sealed record SwissQrPayload
{
    /// <summary>The most bytes that version 25 holds at error level M.</summary>
    public const int MaxBytes = 997;

    private static readonly string[] NoAddress = ["", "", "", "", "", "", ""];

    public required string Iban { get; init; }

    public required QrAddress Creditor { get; init; }

    /// <summary>None leaves it to the payer.</summary>
    public decimal? Amount { get; init; }

    public required string Currency { get; init; }

    public QrAddress? Debtor { get; init; }

    public required string ReferenceType { get; init; }

    public string Reference { get; init; } = "";

    public string Message { get; init; } = "";

    /// <summary>Structured bill information, for example of Swico (//S1/…).</summary>
    public string BillInformation { get; init; } = "";

    /// <summary>At most two.</summary>
    public IReadOnlyList<string> AlternativeSchemes { get; init; } = [];

    /// <summary>
    /// The lines joined by LF, none after the last. Line 32 (bill information) is there if it is filled or an alternative scheme
    /// follows; else the scheme would be read as bill information.
    /// </summary>
    public override string ToString()
    {
        List<string> lines =
        [
            "SPC", "0200", "1", Iban,
            .. Lines(Creditor),
            .. NoAddress,
            Amount?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", Currency,
            .. Debtor is null ? NoAddress : Lines(Debtor),
            ReferenceType, Reference, Message, "EPD",
        ];
        if (BillInformation.Length > 0 || AlternativeSchemes.Count > 0)
            lines.Add(BillInformation);
        lines.AddRange(AlternativeSchemes);
        return string.Join('\n', lines);
    }

    private static string[] Lines(QrAddress address) => ["S", address.Name, address.Street, address.BuildingNumber, address.PostalCode, address.City, address.Country];
}
