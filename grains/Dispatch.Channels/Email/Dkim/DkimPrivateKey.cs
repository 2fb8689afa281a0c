using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Security;

namespace Dispatch.Channels.Email.Dkim;

/// <summary>A private key that can sign messages.</summary>
internal sealed class DkimPrivateKey
{
    /// <summary>RFC 8301 §3.2: signers should use at least 2048 bits.</summary>
    public const int MinRsaBits = 2048;

    private DkimPrivateKey(AsymmetricKeyParameter parameters, RsaKeys? rsa)
    {
        Parameters = parameters;
        Rsa = rsa;
    }

    /// <summary>The key as MimeKit takes it.</summary>
    public AsymmetricKeyParameter Parameters { get; }

    /// <summary>The key for .NET's RSA; none for Ed25519.</summary>
    public RsaKeys? Rsa { get; }

    /// <summary>Reads a PEM file.</summary>
    /// <exception cref="InvalidDataException">It holds no key that can be used; the message says why, and nothing of the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read.</exception>
    public static DkimPrivateKey Read(string path)
    {
        var text = File.ReadAllText(path);
        if (!PemEncoding.TryFind(text, out var fields))
            throw new InvalidDataException("holds no PEM text");

        var label = text[fields.Label];
        var der = Convert.FromBase64String(text[fields.Base64Data]);
        try
        {
            return label switch
            {
                "RSA PRIVATE KEY" => OfRsa(rsa => rsa.ImportRSAPrivateKey(der, out _)),
                "PRIVATE KEY" => OfPkcs8(der),
                "ENCRYPTED PRIVATE KEY" => throw new InvalidDataException("is encrypted"),
                _ => throw new InvalidDataException("holds no private key of a kind that can be used"),
            };
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or SecurityUtilityException)
        {
            throw new InvalidDataException("holds a private key that cannot be read");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static DkimPrivateKey OfPkcs8(byte[] der) => PrivateKeyFactory.CreateKey(der) switch
    {
        Ed25519PrivateKeyParameters ed25519 => new DkimPrivateKey(ed25519, null),
        RsaPrivateCrtKeyParameters => OfRsa(rsa => rsa.ImportPkcs8PrivateKey(der, out _)),
        _ => throw new InvalidDataException("holds a key that is neither RSA nor Ed25519"),
    };

    private static DkimPrivateKey OfRsa(Action<RSA> import)
    {
        using var rsa = RSA.Create();
        import(rsa);
        if (rsa.KeySize < MinRsaBits)
            throw new InvalidDataException($"holds an RSA key of {rsa.KeySize} bits, which is too short");
        return new DkimPrivateKey(DotNetUtilities.GetRsaKeyPair(rsa).Private, new RsaKeys(rsa.ExportParameters(includePrivateParameters: true)));
    }
}
