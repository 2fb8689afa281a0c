namespace Dispatch.Abstractions;

/// <summary>A dispatch as shown to people and programs.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.dispatch-view.v1")]
public sealed record DispatchView
{
    /// <summary>Its id on the outside: <c>INVOICE~DEFINITION</c>, with <c>~1</c>, <c>~2</c>… for copies.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The invoice's name.</summary>
    [Id(1)] public required string Invoice { get; init; }

    /// <summary>The key of its grain.</summary>
    [Id(2)] public required DispatchId Key { get; init; }

    /// <summary>How it goes out.</summary>
    [Id(3)] public required DispatchKind Kind { get; init; }

    /// <summary>The definition that made it.</summary>
    [Id(4)] public required string Definition { get; init; }

    /// <summary>The configured relay or printer.</summary>
    [Id(5)] public required string Destination { get; init; }

    /// <summary>To whom.</summary>
    [Id(6)] public required RecipientView Recipient { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(7)] public required DispatchState State { get; init; }

    /// <summary>Why it is there.</summary>
    [Id(8)] public ReasonCode? Reason { get; init; }

    /// <summary>When the engine looks at it next.</summary>
    [Id(9)] public DateTimeOffset? DueAt { get; init; }

    /// <summary>Whether it may have arrived more than once.</summary>
    [Id(10)] public bool PossibleDuplicate { get; init; }

    /// <summary>The trace of its first attempt.</summary>
    [Id(11)] public string? TraceId { get; init; }

    /// <summary>The run that it belongs to.</summary>
    [Id(12)] public string? Run { get; init; }

    /// <summary>All attempts of the row's history, oldest first.</summary>
    [Id(13)] public IReadOnlyList<AttemptView> Attempts { get; init; } = [];

    /// <summary>What came back later; none if nothing did.</summary>
    [Id(14)] public ReceiptView? Receipt { get; init; }

    /// <summary>The definition whose dispatch failed, so that this one took over; none for a dispatch of its own. Known where the whole invoice is shown.</summary>
    [Id(15)] public string? FallbackFor { get; init; }

    /// <summary>How a letter is franked; none: as is usual at the printer.</summary>
    [Id(16)] public Postage? Postage { get; init; }

    /// <summary>The ids of what is put in with a letter.</summary>
    [Id(17)] public IReadOnlyList<string> Enclosures { get; init; } = [];

    /// <summary>The print batch that a letter is in; none if it is in none.</summary>
    [Id(18)] public string? Batch { get; init; }

    /// <summary>Why it does not move, though it is open; none if it is its own next try or its turn that it waits for. Known where dispatches and invoices are listed, found or got, not where they are watched.</summary>
    [Id(19)] public WaitView? Wait { get; init; }
}
