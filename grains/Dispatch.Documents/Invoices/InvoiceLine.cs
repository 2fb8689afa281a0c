namespace Dispatch.Documents.Invoices;

/// <summary>One line of an invoice (BG-25).</summary>
public sealed record InvoiceLine
{
    /// <summary>BT-126.</summary>
    public required string Id { get; init; }

    /// <summary>BT-127.</summary>
    public string? Note { get; init; }

    /// <summary>BT-128: for a utility the meter or metering point.</summary>
    public string? InvoicedObject { get; init; }

    /// <summary>BT-128-1, UNTDID 1153.</summary>
    public string? InvoicedObjectScheme { get; init; }

    /// <summary>BT-129.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>BT-130, UN/ECE Recommendation 20 or 21, for example KWH or MTQ.</summary>
    public required string Unit { get; init; }

    /// <summary>BT-131.</summary>
    public required decimal NetAmount { get; init; }

    /// <summary>BT-132.</summary>
    public string? OrderLineReference { get; init; }

    /// <summary>BT-133.</summary>
    public string? BuyerAccountingReference { get; init; }

    /// <summary>BG-26.</summary>
    public InvoicePeriod? Period { get; init; }

    /// <summary>BG-27 and BG-28.</summary>
    public IReadOnlyList<AllowanceCharge> AllowanceCharges { get; init; } = [];

    /// <summary>BT-146.</summary>
    public required decimal NetPrice { get; init; }

    /// <summary>BT-147.</summary>
    public decimal? PriceDiscount { get; init; }

    /// <summary>BT-148.</summary>
    public decimal? GrossPrice { get; init; }

    /// <summary>BT-149; 1 where missing.</summary>
    public decimal PriceBaseQuantity { get; init; } = 1;

    /// <summary>BT-150; none: that of the quantity.</summary>
    public string? PriceBaseUnit { get; init; }

    /// <summary>BT-151.</summary>
    public required string VatCategory { get; init; }

    /// <summary>BT-152, in percent.</summary>
    public decimal? VatRate { get; init; }

    /// <summary>BT-153.</summary>
    public required string ItemName { get; init; }

    /// <summary>BT-154.</summary>
    public string? ItemDescription { get; init; }

    /// <summary>BT-155.</summary>
    public string? SellerItemId { get; init; }

    /// <summary>BT-156.</summary>
    public string? BuyerItemId { get; init; }

    /// <summary>BT-157.</summary>
    public InvoiceIdentifier? StandardItemId { get; init; }

    /// <summary>BT-158, in order.</summary>
    public IReadOnlyList<ItemClassification> Classifications { get; init; } = [];

    /// <summary>BT-159, ISO 3166-1 alpha-2.</summary>
    public string? OriginCountry { get; init; }

    /// <summary>BG-32: name and value, in order. Readings are attributes too; see <see cref="MeterReading"/>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];
}
