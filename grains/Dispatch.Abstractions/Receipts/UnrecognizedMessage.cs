namespace Dispatch.Abstractions;

/// <summary>A message that a person should look at where it lies.</summary>
/// <param name="Message">Where it lies: the mailbox's UIDVALIDITY and the message's UID.</param>
/// <param name="At">When it was read.</param>
/// <param name="IsReport">Whether it reports a failed delivery that belongs to no dispatch; else it was not understood.</param>
[GenerateSerializer, Immutable, Alias("dispatch.unrecognized-message.v1")]
public sealed record UnrecognizedMessage([property: Id(0)] string Message, [property: Id(1)] DateTimeOffset At, [property: Id(2)] bool IsReport);
