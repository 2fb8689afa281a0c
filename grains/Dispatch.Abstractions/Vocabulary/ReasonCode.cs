using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>Why an attempt did not deliver: a closed vocabulary, so that policy never reads a server's text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReasonCode>))]
public enum ReasonCode
{
    /// <summary>A reason without a word of its own; the protocol's code stands beside it.</summary>
    [JsonStringEnumMemberName("_OTHER")] Other = 0,

    /// <summary>Nobody listens at the destination.</summary>
    [JsonStringEnumMemberName("connect_refused")] ConnectRefused = 1,

    /// <summary>No encrypted connection could be made, or the certificate was not accepted.</summary>
    [JsonStringEnumMemberName("tls_failed")] TlsFailed = 2,

    /// <summary>The destination did not accept our credentials.</summary>
    [JsonStringEnumMemberName("auth_failed")] AuthFailed = 3,

    /// <summary>No answer in time.</summary>
    [JsonStringEnumMemberName("timeout")] Timeout = 4,

    /// <summary>The connection ended before the answer.</summary>
    [JsonStringEnumMemberName("connection_lost")] ConnectionLost = 5,

    /// <summary>The recipient's address was not accepted.</summary>
    [JsonStringEnumMemberName("recipient_refused")] RecipientRefused = 6,

    /// <summary>The content was not accepted.</summary>
    [JsonStringEnumMemberName("content_refused")] ContentRefused = 7,

    /// <summary>Larger than the destination takes.</summary>
    [JsonStringEnumMemberName("size_exceeded")] SizeExceeded = 8,

    /// <summary>The recipient's mailbox or the destination's quota is full.</summary>
    [JsonStringEnumMemberName("quota_exceeded")] QuotaExceeded = 9,

    /// <summary>The printer is stopped or its spool cannot be written.</summary>
    [JsonStringEnumMemberName("printer_stopped")] PrinterStopped = 10,

    /// <summary>The printer has no paper or toner.</summary>
    [JsonStringEnumMemberName("media_missing")] MediaMissing = 11,

    /// <summary>The structured invoice does not satisfy its schema or rules.</summary>
    [JsonStringEnumMemberName("schema_invalid")] SchemaInvalid = 12,

    /// <summary>The e-invoice network does not know the receiver.</summary>
    [JsonStringEnumMemberName("receiver_unknown")] ReceiverUnknown = 13,

    /// <summary>The destination says that it has this already.</summary>
    [JsonStringEnumMemberName("duplicate_reported")] DuplicateReported = 14,

    /// <summary>The destination is there but does not serve us now.</summary>
    [JsonStringEnumMemberName("channel_unavailable")] ChannelUnavailable = 15,

    /// <summary>Another writer had changed the row.</summary>
    [JsonStringEnumMemberName("storage_conflict")] StorageConflict = 16,

    /// <summary>A person ended it.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 17,

    /// <summary>Its subscription is held; releasing that lets it go on.</summary>
    [JsonStringEnumMemberName("subscription_held")] SubscriptionHeld = 18,

    /// <summary>Its print batch is held; releasing that lets it go on.</summary>
    [JsonStringEnumMemberName("batch_held")] BatchHeld = 19,

    /// <summary>The letter came back: the recipient has moved away.</summary>
    [JsonStringEnumMemberName("recipient_moved")] RecipientMoved = 20,

    /// <summary>The letter came back: nobody of that name is known at the address.</summary>
    [JsonStringEnumMemberName("recipient_unknown")] RecipientUnknown = 21,

    /// <summary>The letter came back: the address is incomplete or does not exist.</summary>
    [JsonStringEnumMemberName("address_incomplete")] AddressIncomplete = 22,

    /// <summary>The letter came back: it was not collected in time. The address may be right.</summary>
    [JsonStringEnumMemberName("unclaimed")] Unclaimed = 23,

    /// <summary>The letter came back: the recipient did not take it. The address is right.</summary>
    [JsonStringEnumMemberName("acceptance_refused")] AcceptanceRefused = 24,

    /// <summary>The letter came back: the recipient has died.</summary>
    [JsonStringEnumMemberName("recipient_deceased")] RecipientDeceased = 25,
}
