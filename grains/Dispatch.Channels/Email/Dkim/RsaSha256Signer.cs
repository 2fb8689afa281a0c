using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>Signs with .NET's RSA where MimeKit expects BouncyCastle's, which takes over ten times as long.</summary>
/// <param name="keys">The key.</param>
internal sealed class RsaSha256Signer(RsaKeys keys) : ISigner, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <inheritdoc/>
    public string AlgorithmName => "SHA-256withRSA";

    /// <inheritdoc/>
    public void Init(bool forSigning, ICipherParameters parameters)
    {
        if (!forSigning)
            throw new NotSupportedException("This signer only signs.");
    }

    /// <inheritdoc/>
    public void Update(byte input) => _hash.AppendData([input]);

    /// <inheritdoc/>
    public void BlockUpdate(byte[] input, int inOff, int inLen) => _hash.AppendData(input, inOff, inLen);

    /// <inheritdoc/>
    public void BlockUpdate(ReadOnlySpan<byte> input) => _hash.AppendData(input);

    /// <inheritdoc/>
    public int GetMaxSignatureSize() => keys.SignatureBytes;

    /// <inheritdoc/>
    public byte[] GenerateSignature() => keys.SignHash(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public bool VerifySignature(byte[] signature) => throw new NotSupportedException("This signer only signs.");

    /// <inheritdoc/>
    public void Reset() => _ = _hash.GetHashAndReset();

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
