using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>Signs with one RSA key from any number of threads: .NET promises an <see cref="RSA"/> to one at a time.</summary>
/// <param name="parameters">The private key.</param>
internal sealed class RsaKeys(RSAParameters parameters)
{
    private readonly ConcurrentBag<RSA> _idle = [];

    /// <summary>The length of a signature in bytes.</summary>
    public int SignatureBytes { get; } = parameters.Modulus!.Length;

    /// <summary>Signs a SHA-256 (RSASSA-PKCS1-v1_5, RFC 8017 §8.2).</summary>
    public byte[] SignHash(byte[] hash)
    {
        if (!_idle.TryTake(out var rsa))
            rsa = RSA.Create(parameters);
        try
        {
            return rsa.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
        finally
        {
            _idle.Add(rsa);
        }
    }
}
