namespace Dispatch.Client.Tls;

/// <summary>Remembers why a handshake failed, which the connection itself does not say.</summary>
internal sealed class RefusedPeer
{
    private string? _reason;

    /// <summary>Why the last peer was refused, as a word; none if none was.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    /// <summary>Notes a refusal.</summary>
    public void Set(PeerRefusal refusal) => Volatile.Write(ref _reason, refusal.ToWord());
}
