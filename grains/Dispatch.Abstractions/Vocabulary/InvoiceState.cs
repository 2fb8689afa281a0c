using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>Where a finalized invoice stands, derived from its dispatches.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InvoiceState>))]
public enum InvoiceState
{
    /// <summary>At least one dispatch is open.</summary>
    [JsonStringEnumMemberName("inProgress")] InProgress = 0,

    /// <summary>Every dispatch has ended well or was cancelled.</summary>
    [JsonStringEnumMemberName("settled")] Settled = 1,

    /// <summary>Nothing moves any more, and a person has to look at a refused, bounced or held dispatch.</summary>
    [JsonStringEnumMemberName("needsCare")] NeedsCare = 2,
}
