namespace Dispatch.Silo.Security;

/// <summary>
/// Tells calls of the cluster from calls of its clients. The sender's id is written by the sender: it can be believed because the gateway lets
/// only ids of clients pass (<see cref="SenderCheck"/>), and because everything else comes from silos.
/// </summary>
internal static class CallOrigin
{
    // Orleans' name for the client inside a silo; its caller holds the process and all that is in it.
    private static ReadOnlySpan<byte> Hosted => "hosted-"u8;

    /// <summary>Whether a call comes from a grain, a system target, or the process of a silo.</summary>
    public static bool IsInside(GrainId? source) => source is { IsDefault: false } sender && (!sender.IsClient() || IsHosted(sender));

    /// <summary>Whether a client's id is one that a client outside the cluster may have.</summary>
    public static bool IsOutside(GrainId sender) => !sender.IsDefault && sender.IsClient() && !IsHosted(sender);

    private static bool IsHosted(GrainId sender) => sender.Key.AsSpan().StartsWith(Hosted);
}
