using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>How a letter is franked. In the order of strictness: of two wishes for one letter the greater one counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Postage>))]
public enum Postage
{
    /// <summary>B mail (économique): delivered within days.</summary>
    [JsonStringEnumMemberName("B")] B = 0,

    /// <summary>A mail (prioritaire): delivered the next day.</summary>
    [JsonStringEnumMemberName("A")] A = 1,

    /// <summary>Registered (recommandé, Einschreiben): delivered against a signature.</summary>
    [JsonStringEnumMemberName("registered")] Registered = 2,
}
