using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>What kind of document a dispatch definition is for. Only <see cref="Invoice"/> is finalized so far.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DispatchDomain>))]
public enum DispatchDomain
{
    /// <summary>Invoices and credit notes.</summary>
    [JsonStringEnumMemberName("invoice")] Invoice = 0,

    /// <summary>Payment reminders.</summary>
    [JsonStringEnumMemberName("reminder")] Reminder = 1,

    /// <summary>Contracts and their changes.</summary>
    [JsonStringEnumMemberName("contractDocument")] ContractDocument = 2,

    /// <summary>Other letters.</summary>
    [JsonStringEnumMemberName("letter")] Letter = 3,
}
