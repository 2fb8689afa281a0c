using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>The way in which an invoice reaches a recipient.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DispatchKind>))]
public enum DispatchKind
{
    /// <summary>An e-mail with the invoice attached.</summary>
    [JsonStringEnumMemberName("email")] Email = 0,

    /// <summary>A letter on paper.</summary>
    [JsonStringEnumMemberName("post")] Post = 1,

    /// <summary>A structured invoice through an e-invoice network.</summary>
    [JsonStringEnumMemberName("einvoice")] EInvoice = 2,

    /// <summary>A copy in a document archive.</summary>
    [JsonStringEnumMemberName("archive")] Archive = 3,
}
