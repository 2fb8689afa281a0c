namespace Dispatch.Abstractions;

/// <summary>A PDF of the biller that is put into the envelopes of letters whose definition names it. Several may have one id: for different days, for different tariffs.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.biller-enclosure.v1")]
public sealed record BillerEnclosure
{
    /// <summary>The id by which definitions name it, an <see cref="Identifier"/>.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The PDF: uploaded before the biller is put, and kept in the document store from then on.</summary>
    [Id(1)] public required ContentHash Document { get; init; }

    /// <summary>The first invoice date (BT-2) for which it counts.</summary>
    [Id(2)] public DateOnly? From { get; init; }

    /// <summary>The last invoice date (BT-2) for which it counts.</summary>
    [Id(3)] public DateOnly? Until { get; init; }

    /// <summary>Only for subscriptions of this tariff; none: for all.</summary>
    [Id(4)] public string? Tariff { get; init; }

    /// <summary>The file that it came from, to show.</summary>
    [Id(5)] public string File { get; init; } = "";

    /// <summary>Its pages; set by the engine.</summary>
    [Id(6)] public int Pages { get; init; }

    /// <summary>Its size in bytes; set by the engine.</summary>
    [Id(7)] public long Bytes { get; init; }
}
