namespace Dispatch.Abstractions;

/// <summary>What became of a request to finalize: a client never parses exceptions.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.v1")]
public abstract record FinalizeAnswer
{
    private FinalizeAnswer() { }

    /// <summary>The trace of the request.</summary>
    [Id(0)] public string? TraceId { get; init; }

    /// <summary>It is definitive now, and on disk.</summary>
    /// <param name="Invoice">The receipt.</param>
    [GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.accepted.v1")]
    public sealed record Accepted([property: Id(0)] InvoiceView Invoice) : FinalizeAnswer;

    /// <summary>The same content was finalized before.</summary>
    /// <param name="Invoice">The first receipt, as it stands now.</param>
    [GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.repeated.v1")]
    public sealed record Repeated([property: Id(0)] InvoiceView Invoice) : FinalizeAnswer;

    /// <summary>The number was finalized before with other content. Nothing was changed.</summary>
    /// <param name="Error">Names the number and the mend.</param>
    [GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.conflict.v1")]
    public sealed record Conflict([property: Id(0)] Problem Error) : FinalizeAnswer;

    /// <summary>It cannot be finalized as it is. Nothing was recorded.</summary>
    /// <param name="Errors">All that is wrong, at least one.</param>
    [GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.refused.v1")]
    public sealed record Refused([property: Id(0)] IReadOnlyList<Problem> Errors) : FinalizeAnswer;

    /// <summary>Not now. It may or may not have been recorded: send the same request again.</summary>
    /// <param name="RetryAfter">How long to wait.</param>
    /// <param name="Message">Why.</param>
    [GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.unavailable.v1")]
    public sealed record Unavailable([property: Id(0)] TimeSpan RetryAfter, [property: Id(1)] string Message) : FinalizeAnswer;

    /// <summary>The call's time was over before this request's turn came. Nothing was recorded: send it again.</summary>
    [GenerateSerializer, Immutable, Alias("dispatch.finalize-answer.not-started.v1")]
    public sealed record NotStarted : FinalizeAnswer;
}
