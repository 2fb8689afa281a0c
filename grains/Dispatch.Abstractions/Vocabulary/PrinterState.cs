using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>Whether a printer prints.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PrinterState>))]
public enum PrinterState
{
    /// <summary>It waits for jobs.</summary>
    [JsonStringEnumMemberName("idle")] Idle = 0,

    /// <summary>It prints.</summary>
    [JsonStringEnumMemberName("printing")] Printing = 1,

    /// <summary>A person must do something.</summary>
    [JsonStringEnumMemberName("stopped")] Stopped = 2,

    /// <summary>It takes no new jobs.</summary>
    [JsonStringEnumMemberName("notAccepting")] NotAccepting = 3,

    /// <summary>It does not answer.</summary>
    [JsonStringEnumMemberName("away")] Away = 4,
}
