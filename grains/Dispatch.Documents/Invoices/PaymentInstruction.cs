namespace Dispatch.Documents.Invoices;

/// <summary>One way of paying (BG-16).</summary>
public sealed record PaymentInstruction
{
    /// <summary>BT-81, UNTDID 4461: 30, 31, 42, 57, 58 are transfers, 49 and 59 direct debits.</summary>
    public required string MeansCode { get; init; }

    /// <summary>BT-82.</summary>
    public string? MeansText { get; init; }

    /// <summary>BT-83: a QR reference, an ISO 11649 reference or free text.</summary>
    public string? RemittanceInformation { get; init; }

    /// <summary>BT-84 as written in the file.</summary>
    public string? Account { get; init; }

    /// <summary>BT-85.</summary>
    public string? AccountName { get; init; }

    /// <summary>BT-86.</summary>
    public string? Bic { get; init; }

    /// <summary>BT-87: as far as a card's number may be shown.</summary>
    public string? CardNumber { get; init; }

    /// <summary>BT-88.</summary>
    public string? CardHolder { get; init; }

    /// <summary>BT-89.</summary>
    public string? MandateReference { get; init; }

    /// <summary>BT-91.</summary>
    public string? DebitedAccount { get; init; }
}
