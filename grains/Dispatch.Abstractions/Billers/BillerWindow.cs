using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>On which side of the biller's envelopes the window is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BillerWindow>))]
public enum BillerWindow
{
    /// <summary>Left.</summary>
    [JsonStringEnumMemberName("left")] Left = 0,

    /// <summary>Right.</summary>
    [JsonStringEnumMemberName("right")] Right = 1,
}
