using System.Globalization;

namespace Dispatch.Documents.Payments;

/// <summary>The text of an EPC QR code (EPC069-12 version 2.1, content version 002, UTF-8) for a SEPA credit transfer.</summary>
internal sealed record EpcPayload
{
    /// <summary>The most bytes the guideline allows.</summary>
    public const int MaxBytes = 331;

    public string? Bic { get; init; }

    public required string Name { get; init; }

    public required string Iban { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>An ISO 11649 reference; excludes <see cref="Text"/>.</summary>
    public string Reference { get; init; } = "";

    public string Text { get; init; } = "";

    /// <summary>The lines joined by LF; empty lines at the end are left out, as the guideline allows.</summary>
    public override string ToString()
    {
        string[] lines =
        [
            "BCD", "002", "1", "SCT", Bic ?? "", Name, Iban, string.Create(CultureInfo.InvariantCulture, $"EUR{Amount:0.00}"),
            "", Reference, Text,
        ];
        return string.Join('\n', lines).TrimEnd('\n');
    }
}
