using System.Text.Json;
using System.Text.Json.Serialization;
using Dispatch.Abstractions;

namespace Dispatch.Grains.Finalization;

/// <summary>What channels and receipts need of an invoice besides its columns: frozen as JSON in the invoice's row.</summary>
internal sealed record InvoiceDetails
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The biller's name.</summary>
    public required string SenderName { get; init; }

    /// <summary>The biller's sender address.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>Where answers go.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>The biller's country: letters within it have no country line.</summary>
    public required string HomeCountry { get; init; }

    /// <summary>BT-115.</summary>
    public required decimal Payable { get; init; }

    /// <summary>BT-5.</summary>
    public required string Currency { get; init; }

    /// <summary>BT-9.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Whether it is a credit note.</summary>
    public bool IsCreditNote { get; init; }

    /// <summary>Files that travel with an e-mail besides the invoice.</summary>
    public IReadOnlyList<AttachedFile> Attachments { get; init; } = [];

    /// <summary>The frozen texts of the e-mails by language: hashes in the document store; none without e-mails.</summary>
    public IReadOnlyDictionary<Language, ContentHash>? Templates { get; init; }

    /// <summary>What was odd.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>What the resolution of definitions had to say.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>Definitions served by another one's dispatch.</summary>
    public IReadOnlyList<MergedDefinition> Merged { get; init; } = [];

    /// <summary>Writes it for the row.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static InvoiceDetails Parse(string json) => JsonSerializer.Deserialize<InvoiceDetails>(json, Json)!;
}
