namespace Dispatch.Channels.Email;

/// <summary>How a relay took a test message.</summary>
/// <param name="Relay">The relay's configured name.</param>
/// <param name="Outcome">What the engine would have recorded.</param>
/// <param name="Dialogue">What was said, secrets masked: <c>C: </c> we, <c>S: </c> the relay. For a person's eyes; it holds addresses.</param>
public sealed record RelayTestResult(string Relay, AttemptOutcome Outcome, IReadOnlyList<string> Dialogue);
