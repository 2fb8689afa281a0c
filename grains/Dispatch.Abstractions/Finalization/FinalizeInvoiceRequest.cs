namespace Dispatch.Abstractions;

/// <summary>An invoice to finalize or preview.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.finalize-request.v1")]
public sealed record FinalizeInvoiceRequest
{
    /// <summary>The largest UBL file that travels inside a call, in bytes; larger ones are uploaded first.</summary>
    public const int MaxInlineBytes = 1_000_000;

    /// <summary>The UBL bytes as received; empty where <see cref="SourceUpload"/> names them.</summary>
    [Id(0)] public ReadOnlyMemory<byte> Source { get; init; }

    /// <summary>The upload that holds the UBL bytes; in a run the stored document.</summary>
    [Id(1)] public ContentHash? SourceUpload { get; init; }

    /// <summary>The upload that holds the invoice as PDF, as the billing system rendered it; in a run the stored document.</summary>
    [Id(2)] public ContentHash? DocumentUpload { get; init; }

    /// <summary>When a PDF inside the UBL file is taken.</summary>
    [Id(3)] public EmbeddedPdf EmbeddedPdf { get; init; }

    /// <summary>The subscription, where the file does not name it (BT-12, BT-10).</summary>
    [Id(4)] public string? Subscription { get; init; }

    /// <summary>The biller, where the subscription's number is not unique.</summary>
    [Id(5)] public string? Biller { get; init; }

    /// <summary>The printer for letters whose definition names none.</summary>
    [Id(6)] public string? Printer { get; init; }

    /// <summary>Who asks: a person or a program, at most 100 characters.</summary>
    [Id(7)] public string RequestedBy { get; init; } = "";

    /// <summary>The run that it belongs to.</summary>
    [Id(8)] public string? RunId { get; init; }

    /// <summary>The caller's W3C trace context, the parent of <c>finalize invoice</c>.</summary>
    [Id(9)] public string? TraceParent { get; init; }

    /// <summary>The work queue of its run, which the engine fills in; 0 for an invoice of its own: it goes before all runs.</summary>
    [Id(10)] public int Queue { get; init; }
}
