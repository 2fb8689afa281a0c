namespace Dispatch.Abstractions;

/// <summary>A dispatch that finalizing would make.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.planned-dispatch-view.v1")]
public sealed record PlannedDispatchView
{
    /// <summary>The definition.</summary>
    [Id(0)] public required string Definition { get; init; }

    /// <summary>How it would go out.</summary>
    [Id(1)] public required DispatchKind Kind { get; init; }

    /// <summary>The configured relay or printer.</summary>
    [Id(2)] public required string Destination { get; init; }

    /// <summary>To whom.</summary>
    [Id(3)] public required RecipientView Recipient { get; init; }

    /// <summary>The language of document and message.</summary>
    [Id(4)] public required Language Language { get; init; }

    /// <summary>Whether it would wait for another one to fail.</summary>
    [Id(5)] public bool IsStandby { get; init; }

    /// <summary>How a letter would be franked; none: as is usual at the printer.</summary>
    [Id(6)] public Postage? Postage { get; init; }

    /// <summary>The ids of what would be put in with a letter.</summary>
    [Id(7)] public IReadOnlyList<string> Enclosures { get; init; } = [];
}
