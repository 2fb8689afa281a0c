using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>What a communication location is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LocationKind>))]
public enum LocationKind
{
    /// <summary>An e-mail address.</summary>
    [JsonStringEnumMemberName("email")] Email = 0,

    /// <summary>A telephone number.</summary>
    [JsonStringEnumMemberName("telephone")] Telephone = 1,

    /// <summary>A participant id of an e-invoice network.</summary>
    [JsonStringEnumMemberName("einvoice")] EInvoiceParticipant = 2,
}
