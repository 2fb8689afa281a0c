namespace Dispatch.Abstractions;

/// <summary>The utility that issues: appearance and sender. Who is legally the seller comes from each invoice.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.biller.v1")]
public sealed record Biller
{
    /// <summary>The largest logo in bytes.</summary>
    public const int MaxLogoBytes = 512 * 1024;

    /// <summary>The largest enclosure in bytes.</summary>
    public const int MaxEnclosureBytes = 5 * 1024 * 1024;

    /// <summary>How many enclosures a biller can have.</summary>
    public const int MaxEnclosureCount = 100;

    /// <summary>Its id, an <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Its name in the letter head and as sender.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>Its address.</summary>
    [Id(2)] public required PartyAddress Address { get; init; }

    /// <summary>Its VAT id; an invoice with another one is refused.</summary>
    [Id(3)] public string? VatId { get; init; }

    /// <summary>Its usual account; the invoice's account is what counts.</summary>
    [Id(4)] public string? Iban { get; init; }

    /// <summary>Its sender addresses; needed to send e-mail.</summary>
    [Id(5)] public BillerEmail? Email { get; init; }

    /// <summary>SVG or PNG bytes, at most <see cref="MaxLogoBytes"/>.</summary>
    [Id(6)] public byte[]? Logo { get; init; }

    /// <summary>Its envelopes' window.</summary>
    [Id(7)] public BillerWindow Window { get; init; } = BillerWindow.Right;

    /// <summary>The language of subscriptions that name none.</summary>
    [Id(8)] public Language Language { get; init; }

    /// <summary>The printer of its letters where neither definition nor request names one.</summary>
    [Id(9)] public string? DefaultPrinter { get; init; }

    /// <summary>What can be put into the envelopes of its letters.</summary>
    [Id(10)] public IReadOnlyList<BillerEnclosure> Enclosures { get; init; } = [];
}
