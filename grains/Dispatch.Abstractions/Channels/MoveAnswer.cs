namespace Dispatch.Abstractions;

/// <summary>The answer to a move of letters from one printer to another: what this call moved.</summary>
/// <param name="Pending">How many wait for the other printer now.</param>
/// <param name="Held">How many are held as before, for the other printer.</param>
/// <param name="Standby">How many fallbacks stand by for the other printer.</param>
/// <param name="IsComplete">Whether nothing is left to be moved; else the same call is to be made again.</param>
/// <param name="Error">Why nothing was moved; none if it was.</param>
[GenerateSerializer, Immutable, Alias("dispatch.move-answer.v1")]
public sealed record MoveAnswer(
    [property: Id(0)] long Pending,
    [property: Id(1)] long Held,
    [property: Id(2)] long Standby,
    [property: Id(3)] bool IsComplete,
    [property: Id(4)] Problem? Error = null);
