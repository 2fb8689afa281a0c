using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;

namespace Dispatch.Cli.Relays;

/// <summary>How a relay took a test message, as JSON.</summary>
internal sealed class RelayTestJson(RelayTestResult result)
{
    public string Relay => result.Relay;

    public OutcomeKind Outcome => result.Outcome.Kind;

    public ReasonCode? Reason => result.Outcome.FailureReason;

    public string? ProtocolCode => result.Outcome switch
    {
        AttemptOutcome.Deferred deferred => deferred.ProtocolCode,
        AttemptOutcome.Refused refused => refused.ProtocolCode,
        _ => null,
    };

    public string? Proof => (result.Outcome as AttemptOutcome.Delivered)?.Proof.Value;

    public IReadOnlyList<string> Dialogue => result.Dialogue;
}
