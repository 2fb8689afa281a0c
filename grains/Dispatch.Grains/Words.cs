using Dispatch.Abstractions;

namespace Dispatch.Grains;

/// <summary>The vocabulary's words as the outside writes them.</summary>
internal static class Words
{
    /// <summary>A kind, for example <c>einvoice</c>.</summary>
    public static string Of(DispatchKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A role in prose.</summary>
    public static string Of(PartyRole role) => role == PartyRole.ContractingParty ? "contracting party" : "distribution address";
}
