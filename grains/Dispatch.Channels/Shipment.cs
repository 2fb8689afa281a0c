using System.Diagnostics;
using Dispatch.Abstractions;

namespace Dispatch.Channels;

/// <summary>One dispatch as a channel sees it: frozen at finalization, equal in every attempt.</summary>
public sealed record Shipment
{
    /// <summary>The dispatch's key, <c>biller/number/definition/copy</c>: the seed of every identity (Message-ID, job name).</summary>
    public required string Key { get; init; }

    /// <summary>The number of the dispatch's row; 0 where there is none. With it a return path finds the dispatch again.</summary>
    public long RowId { get; init; }

    /// <summary>The dispatch id on the outside, for example <c>2026-10-0001~d1</c>; the base of file names.</summary>
    public required string Name { get; init; }

    /// <summary>The lane's destination.</summary>
    public required string Destination { get; init; }

    /// <summary>The attempt's number, from 1; for logs only.</summary>
    public required int Attempt { get; init; }

    /// <summary>What an earlier call recorded of this attempt, or of the last one: the destination's own id, such as a job's.</summary>
    public string? Reference { get; init; }

    /// <summary>
    /// Whether a person has decided, since <see cref="Reference"/> was recorded, that it is sent anew: what earlier attempts finished is then not in the way,
    /// what still waits at the destination is.
    /// </summary>
    public bool MaySendAnew { get; init; }

    /// <summary>Records the destination's own id durably, before any content is sent. If it fails nothing may be sent.</summary>
    public Func<string, CancellationToken, Task> RecordReferenceAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>The biller's id.</summary>
    public required string Biller { get; init; }

    /// <summary>The invoice's number.</summary>
    public required string InvoiceNumber { get; init; }

    /// <summary>Whether it is a credit note.</summary>
    public bool IsCreditNote { get; init; }

    /// <summary>The language of the message and the document.</summary>
    public required Language Language { get; init; }

    /// <summary>When the invoice was finalized; the date of the message.</summary>
    public required DateTimeOffset FinalizedAt { get; init; }

    /// <summary>The invoice as PDF.</summary>
    public required ShipmentFile Document { get; init; }

    /// <summary>How many pages the PDF has.</summary>
    public required int PageCount { get; init; }

    /// <summary>Further files that travel with an e-mail.</summary>
    public IReadOnlyList<ShipmentFile> Attachments { get; init; } = [];

    /// <summary>The frozen texts of an e-mail, by their hash in the document store; none for what was finalized before texts were frozen.</summary>
    public ContentHash? Template { get; init; }

    /// <summary>The recipient's name.</summary>
    public required string RecipientName { get; init; }

    /// <summary>The recipient's e-mail address; given for an e-mail.</summary>
    public string? RecipientEmail { get; init; }

    /// <summary>The lines of the postal address, name first; given for a letter.</summary>
    public IReadOnlyList<string> AddressLines { get; init; } = [];

    /// <summary>The postcode of the postal address, for sorting.</summary>
    public string PostalCode { get; init; } = "";

    /// <summary>The country of the postal address, ISO 3166-1 alpha-2.</summary>
    public string Country { get; init; } = "";

    /// <summary>How a letter is franked: A, B or registered; none: as is usual at the printer.</summary>
    public string? Postage { get; init; }

    /// <summary>The ids of what is put in with a letter.</summary>
    public IReadOnlyList<string> Enclosures { get; init; } = [];

    /// <summary>The biller's name as the message's sender shows it.</summary>
    public required string SenderName { get; init; }

    /// <summary>The biller's sender address; given for an e-mail.</summary>
    public string? SenderEmail { get; init; }

    /// <summary>Where answers go; none: to the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>BT-115 and BT-5, for the message's text.</summary>
    public required decimal PayableAmount { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>BT-2.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>BT-9.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The span that this attempt belongs to: the first attempt continues the trace of its finalization.</summary>
    public ActivityContext ParentTrace { get; init; }

    /// <summary>The span that this attempt links to: a later attempt starts a trace of its own.</summary>
    public ActivityContext LinkedTrace { get; init; }
}
