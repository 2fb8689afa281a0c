namespace Dispatch.Abstractions;

/// <summary>To whom a definition sends: a role, or an individual address; exactly one of the two.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.definition-recipient.v1")]
public sealed record DefinitionRecipient
{
    /// <summary>The role.</summary>
    [Id(0)] public PartyRole? Role { get; init; }

    /// <summary>Another e-mail location of that role than its first.</summary>
    [Id(1)] public string? Address { get; init; }

    /// <summary>An e-mail location of usage private that belongs to neither role.</summary>
    [Id(2)] public string? Individual { get; init; }
}
