namespace Dispatch.Channels.Print.Sftp;

/// <summary>The print service showed a host key that is not pinned.</summary>
internal sealed class HostKeyException(string fingerprint, Exception inner) : Exception("The host key is not one of those that are pinned.", inner)
{
    /// <summary>The fingerprint of what it showed.</summary>
    public string Fingerprint { get; } = fingerprint;
}
