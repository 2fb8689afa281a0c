namespace Dispatch.Documents.Invoices;

/// <summary>A supporting document (BG-24).</summary>
public sealed record InvoiceAttachment
{
    /// <summary>BT-122.</summary>
    public required string Reference { get; init; }

    /// <summary>BT-123; <c>invoice</c> marks the rendered invoice itself.</summary>
    public string? Description { get; init; }

    /// <summary>BT-124.</summary>
    public string? ExternalLocation { get; init; }

    /// <summary>BT-125: the decoded bytes; none where only a location is given.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>BT-125-1, for example <c>application/pdf</c>.</summary>
    public string? MimeType { get; init; }

    /// <summary>BT-125-2: a bare file name without a path.</summary>
    public string? FileName { get; init; }
}
