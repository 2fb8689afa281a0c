namespace Dispatch.Abstractions;

/// <summary>One way in which a subscription's documents are sent.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.definition.v1")]
public sealed record DispatchDefinition
{
    /// <summary>How many enclosures a definition can name.</summary>
    public const int MaxEnclosureCount = 10;

    /// <summary>Its id within the subscription, an <see cref="Identifier"/>; empty on adding: the next of <c>d1</c>, <c>d2</c>… is given.</summary>
    [Id(0)] public string Id { get; init; } = "";

    /// <summary>What kind of document it is for.</summary>
    [Id(1)] public required DispatchDomain Domain { get; init; }

    /// <summary>How it goes out.</summary>
    [Id(2)] public required DispatchKind Kind { get; init; }

    /// <summary>To whom.</summary>
    [Id(3)] public required DefinitionRecipient Recipient { get; init; }

    /// <summary>The printer of a letter; none: see the precedence in the documentation of printers.</summary>
    [Id(4)] public string? Printer { get; init; }

    /// <summary>The language; none: the subscription's.</summary>
    [Id(5)] public Language? Language { get; init; }

    /// <summary>The first invoice date (BT-2) for which it counts.</summary>
    [Id(6)] public DateOnly? ValidFrom { get; init; }

    /// <summary>The last invoice date (BT-2) for which it counts.</summary>
    [Id(7)] public DateOnly? ValidUntil { get; init; }

    /// <summary>Definitions are taken in this order, then in the order in which they were added.</summary>
    [Id(8)] public int Order { get; init; }

    /// <summary>The definition that takes over when this one is refused or bounces.</summary>
    [Id(9)] public string? Fallback { get; init; }

    /// <summary>Grows with every change; set by the engine.</summary>
    [Id(10)] public int Version { get; init; } = 1;

    /// <summary>How a letter is franked; none: as is usual at the printer.</summary>
    [Id(11)] public Postage? Postage { get; init; }

    /// <summary>The ids of the biller's enclosures that are put into a letter's envelope, in this order.</summary>
    [Id(12)] public IReadOnlyList<string> Enclosures { get; init; } = [];

    /// <summary>What an e-mail carries; none: what the biller's e-mails carry.</summary>
    [Id(13)] public EmailFormat? Format { get; init; }
}
