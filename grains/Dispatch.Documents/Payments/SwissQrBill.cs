namespace Dispatch.Documents.Payments;

/// <summary>The data of one Swiss QR-bill (Implementation Guidelines QR-bill 2.3). All members are checked before one is made.</summary>
public sealed record SwissQrBill
{
    /// <summary>CH or LI IBAN, 21 characters without spaces.</summary>
    public required string Iban { get; init; }

    /// <summary>Who is paid.</summary>
    public required QrAddress Creditor { get; init; }

    /// <summary>0.01 to 999999999.99; 0 for the notification that must not be used for payment.</summary>
    public required decimal Amount { get; init; }

    /// <summary>CHF or EUR.</summary>
    public required string Currency { get; init; }

    /// <summary>Who pays; none draws the empty box.</summary>
    public QrAddress? Debtor { get; init; }

    /// <summary>QRR, SCOR or NON.</summary>
    public required string ReferenceType { get; init; }

    /// <summary>27 digits, an ISO 11649 reference, or empty.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Unstructured message.</summary>
    public string Message { get; init; } = "";

    /// <summary>The exact text of the QR code.</summary>
    public required string Payload { get; init; }
}
