namespace Dispatch.Documents.Invoices;

/// <summary>A postal address of BG-5, BG-8, BG-12 or BG-15.</summary>
public sealed record PostalAddress
{
    /// <summary>BT-35, BT-50, BT-64 or BT-75: street with its house number as the biller wrote it.</summary>
    public string? Street { get; init; }

    /// <summary>The house number where the file gives it apart (UBL BuildingNumber; not part of EN 16931).</summary>
    public string? BuildingNumber { get; init; }

    /// <summary>BT-36, BT-51, BT-65 or BT-76.</summary>
    public string? AdditionalStreet { get; init; }

    /// <summary>BT-162, BT-163, BT-164 or BT-165.</summary>
    public string? AddressLine { get; init; }

    /// <summary>BT-38, BT-53, BT-67 or BT-78.</summary>
    public string? PostalCode { get; init; }

    /// <summary>BT-37, BT-52, BT-66 or BT-77.</summary>
    public string? City { get; init; }

    /// <summary>BT-39, BT-54, BT-68 or BT-79.</summary>
    public string? Subdivision { get; init; }

    /// <summary>BT-40, BT-55, BT-69 or BT-80, ISO 3166-1 alpha-2; empty where the file has none.</summary>
    public string Country { get; init; } = "";
}
