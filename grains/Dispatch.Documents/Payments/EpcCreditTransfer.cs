namespace Dispatch.Documents.Payments;

/// <summary>The data of an EPC QR code (EPC069-12 version 2.1) for a SEPA credit transfer.</summary>
public sealed record EpcCreditTransfer
{
    /// <summary>Without spaces.</summary>
    public required string Iban { get; init; }

    /// <summary>Optional within the EEA.</summary>
    public string? Bic { get; init; }

    /// <summary>At most 70 characters.</summary>
    public required string BeneficiaryName { get; init; }

    /// <summary>0.01 to 999999999.99 euro.</summary>
    public required decimal Amount { get; init; }

    /// <summary>An ISO 11649 reference, or free text of at most 140 characters, or empty.</summary>
    public string Remittance { get; init; } = "";

    /// <summary>The exact text of the QR code.</summary>
    public required string Payload { get; init; }
}
