using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>The languages in which documents and messages are written (ISO 639-1).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Language>))]
public enum Language
{
    /// <summary>German.</summary>
    [JsonStringEnumMemberName("de")] De = 0,

    /// <summary>French.</summary>
    [JsonStringEnumMemberName("fr")] Fr = 1,

    /// <summary>Italian.</summary>
    [JsonStringEnumMemberName("it")] It = 2,

    /// <summary>English.</summary>
    [JsonStringEnumMemberName("en")] En = 3,
}
