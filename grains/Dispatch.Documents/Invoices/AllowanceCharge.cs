namespace Dispatch.Documents.Invoices;

/// <summary>An allowance or charge of the document (BG-20, BG-21) or of a line (BG-27, BG-28).</summary>
public sealed record AllowanceCharge
{
    /// <summary>True for a charge, false for an allowance.</summary>
    public required bool IsCharge { get; init; }

    /// <summary>BT-92, BT-99, BT-136 or BT-141.</summary>
    public required decimal Amount { get; init; }

    /// <summary>BT-93, BT-100, BT-137 or BT-142.</summary>
    public decimal? BaseAmount { get; init; }

    /// <summary>BT-94, BT-101, BT-138 or BT-143, in percent.</summary>
    public decimal? Percent { get; init; }

    /// <summary>BT-97, BT-104, BT-139 or BT-144.</summary>
    public string? Reason { get; init; }

    /// <summary>BT-98, BT-105, BT-140 or BT-145.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>BT-95 or BT-102; none on a line.</summary>
    public string? VatCategory { get; init; }

    /// <summary>BT-96 or BT-103, in percent.</summary>
    public decimal? VatRate { get; init; }
}
