namespace Dispatch.Abstractions;

/// <summary>That somebody stopped something, until somebody ends it.</summary>
/// <param name="Reason">Why, at most 200 characters.</param>
/// <param name="By">Who, at most 100 characters.</param>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("dispatch.pause.v1")]
public sealed record Pause([property: Id(0)] string Reason, [property: Id(1)] string By, [property: Id(2)] DateTimeOffset At)
{
    /// <summary>The longest reason.</summary>
    public const int MaxReasonLength = 200;

    /// <summary>The longest name.</summary>
    public const int MaxByLength = 100;
}
