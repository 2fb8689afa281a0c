namespace Dispatch.Channels.Email.Dkim;

/// <summary>One key that messages are signed with (DKIM, RFC 6376). Section <c>Email:Dkim:NAME</c>.</summary>
public sealed class DkimKeyOptions
{
    /// <summary>The signing domain (<c>d=</c>): signs messages whose sender is in it, or in a domain below it that has no key of its own.</summary>
    /// <value>Needed. An international name may be written either way.</value>
    public string Domain { get; set; } = "";

    /// <summary>The selector (<c>s=</c>): the public key is the TXT record <c>SELECTOR._domainkey.DOMAIN</c>.</summary>
    /// <value>Needed. Letters, digits, hyphens and dots.</value>
    public string Selector { get; set; } = "";

    /// <summary>A PEM file with the private key: RSA of 2048 bits or more (PKCS#1 or PKCS#8), or Ed25519 (PKCS#8, RFC 8463). Read at start.</summary>
    /// <value>Needed. Not encrypted: protect the file by its rights.</value>
    public string PrivateKeyFile { get; set; } = "";
}
