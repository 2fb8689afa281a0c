using System.Collections.Frozen;
using System.Text.Json;

namespace Dispatch.Abstractions;

/// <summary>The words of reasons for where no JSON is written: attributes of spans and metrics.</summary>
public static class ReasonCodeExtensions
{
    private static readonly FrozenDictionary<ReasonCode, string> Words = Enum.GetValues<ReasonCode>()
        .ToFrozenDictionary(reason => reason, reason => reason == ReasonCode.Other ? "_OTHER" : JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString()));

    /// <summary>The reason as JSON writes it, for example <c>connect_refused</c>.</summary>
    public static string ToWord(this ReasonCode reason) => Words[reason];
}
