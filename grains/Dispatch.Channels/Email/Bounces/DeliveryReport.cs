using MimeKit;

namespace Dispatch.Channels.Email.Bounces;

/// <summary>Reads the machine-readable part of a delivery report (RFC 3464). Pure.</summary>
internal static class DeliveryReport
{
    /// <summary>What the report says. Of several recipients (a list behind our one address) the worst counts.</summary>
    /// <returns>None if it says nothing of any recipient.</returns>
    public static BounceFinding? Read(IEnumerable<HeaderList> groups)
    {
        BounceFinding? worst = null;
        string? envelopeId = null;
        foreach (var group in groups)
        {
            envelopeId ??= Value(group, "Original-Envelope-Id");
            if (Value(group, "Action") is not { } action || ReadRecipient(group, action) is not { } finding)
                continue;
            if (worst is null || finding.Kind > worst.Kind)
                worst = finding;
        }

        return worst is null ? null : worst with { EnvelopeId = envelopeId };
    }

    private static BounceFinding? ReadRecipient(HeaderList group, string action)
    {
        var status = BounceStatus.Find(Value(group, "Status")).Or(BounceStatus.Find(Value(group, "Diagnostic-Code")));
        var word = new string([.. action.TakeWhile(char.IsAsciiLetter)]).ToLowerInvariant();
        return word switch
        {
            "failed" => BounceFinding.Failed(status),
            "delayed" => new BounceFinding(LateReceiptKind.Delayed, status),
            "delivered" or "relayed" or "expanded" => new BounceFinding(LateReceiptKind.Delivered, BounceStatus.None),
            _ => null,
        };
    }

    private static string? Value(HeaderList group, string field) => group[field]?.Trim() is { Length: > 0 } value ? value : null;
}
