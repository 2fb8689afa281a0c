using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>MimeKit's signer with relaxed canonicalization (relays fold headers anew), our clock and .NET's RSA.</summary>
internal sealed class DkimHeaderSigner : DkimSigner
{
    private readonly DkimPrivateKey _key;
    private readonly TimeProvider _clock;

    public DkimHeaderSigner(DkimPrivateKey key, string domain, string selector, TimeProvider clock)
        : base(key.Parameters, domain, selector, key.Rsa is null ? DkimSignatureAlgorithm.Ed25519Sha256 : DkimSignatureAlgorithm.RsaSha256)
    {
        _key = key;
        _clock = clock;
        HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
        BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed;
    }

    /// <inheritdoc/>
    protected override long GetTimestamp() => _clock.GetUtcNow().ToUnixTimeSeconds();

    /// <inheritdoc/>
    protected override ISigner CreateSigningContext() => _key.Rsa is { } rsa ? new RsaSha256Signer(rsa) : base.CreateSigningContext();
}
