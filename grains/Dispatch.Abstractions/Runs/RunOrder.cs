namespace Dispatch.Abstractions;

/// <summary>What a run is to do.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.run-order.v1")]
public sealed record RunOrder
{
    /// <summary>SHA-256 over names and contents of all inputs in their order: what "the same inputs" means.</summary>
    [Id(0)] public required ContentHash InputHash { get; init; }

    /// <summary>How many inputs it has, 1 to 2,000,000.</summary>
    [Id(1)] public required int InputCount { get; init; }

    /// <summary>When a PDF inside a UBL file is taken.</summary>
    [Id(2)] public EmbeddedPdf EmbeddedPdf { get; init; }

    /// <summary>The subscription, where the files do not name it.</summary>
    [Id(3)] public string? Subscription { get; init; }

    /// <summary>The biller, where a subscription's number is not unique.</summary>
    [Id(4)] public string? Biller { get; init; }

    /// <summary>The printer of letters whose definition names none, as far as it is known before the confirmation.</summary>
    [Id(5)] public string? Printer { get; init; }

    /// <summary>Who asks: a person or a program, at most 100 characters.</summary>
    [Id(6)] public string RequestedBy { get; init; } = "";

    /// <summary>The caller's W3C trace context; the invoices' traces have it as a link.</summary>
    [Id(7)] public string? TraceParent { get; init; }
}
