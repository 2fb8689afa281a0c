namespace Dispatch.Documents.Invoices;

/// <summary>Seller (BG-4) or buyer (BG-7).</summary>
public sealed record InvoiceParty
{
    /// <summary>BT-27 or BT-44: the legal name.</summary>
    public required string Name { get; init; }

    /// <summary>BT-28 or BT-45.</summary>
    public string? TradingName { get; init; }

    /// <summary>BT-29, or BT-46, of which more than one stay as the file has them.</summary>
    public IReadOnlyList<InvoiceIdentifier> Ids { get; init; } = [];

    /// <summary>BT-30 or BT-47.</summary>
    public string? LegalId { get; init; }

    /// <summary>BT-30-1 or BT-47-1, ISO 6523.</summary>
    public string? LegalIdScheme { get; init; }

    /// <summary>BT-31 or BT-48, for example <c>CHE-123.456.788 MWST</c>.</summary>
    public string? VatId { get; init; }

    /// <summary>BT-32.</summary>
    public string? TaxId { get; init; }

    /// <summary>BT-33.</summary>
    public string? LegalInformation { get; init; }

    /// <summary>BT-34 or BT-49.</summary>
    public InvoiceIdentifier? ElectronicAddress { get; init; }

    /// <summary>BG-5 or BG-8.</summary>
    public required PostalAddress Address { get; init; }

    /// <summary>BT-41 or BT-56.</summary>
    public string? ContactName { get; init; }

    /// <summary>BT-42 or BT-57.</summary>
    public string? ContactTelephone { get; init; }

    /// <summary>BT-43 or BT-58.</summary>
    public string? ContactEmail { get; init; }
}
