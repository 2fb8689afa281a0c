using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>Whether a communication location is used privately or for business.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LocationUsage>))]
public enum LocationUsage
{
    /// <summary>Private: may be chosen as an individual address.</summary>
    [JsonStringEnumMemberName("private")] Private = 0,

    /// <summary>Business: comes first when a role's e-mail is looked for.</summary>
    [JsonStringEnumMemberName("business")] Business = 1,
}
