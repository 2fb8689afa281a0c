using Dispatch.Abstractions;

namespace Dispatch.Silo.Hosting;

/// <summary>How a relay took a test message.</summary>
/// <param name="Relay">The relay's configured name.</param>
/// <param name="Outcome">What the engine would have recorded.</param>
/// <param name="Reason">Why it was not delivered.</param>
/// <param name="ProtocolCode">The relay's code for that.</param>
/// <param name="Proof">What shows that it was delivered.</param>
/// <param name="Dialogue">What was said, secrets masked: <c>C: </c> we, <c>S: </c> the relay. For a person's eyes; it holds addresses.</param>
public sealed record EmailTestResult(string Relay, OutcomeKind Outcome, ReasonCode? Reason, string? ProtocolCode, string? Proof, IReadOnlyList<string> Dialogue);
