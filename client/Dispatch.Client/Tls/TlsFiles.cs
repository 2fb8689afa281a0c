using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Dispatch.Client.Tls;

/// <summary>Reads the files of one side and checks them as the other side will. Messages name key, file and mend, and nothing of what a file holds.</summary>
internal static class TlsFiles
{
    private const string Page = "docs/security.md shows how it is made";

    /// <summary>Reads what is configured.</summary>
    /// <param name="settings">The files; TLS must be wanted.</param>
    /// <param name="errors">Gets what is wrong, one line each.</param>
    /// <returns>The identity; none if something is wrong.</returns>
    public static TlsIdentity? Read(TlsSettings settings, ICollection<string> errors)
    {
        if (ReadAll(settings, errors) is not var (certificates, key, authorities))
            return null;

        using (key)
        {
            if (WithKey(certificates[0], key) is not { } certificate)
            {
                errors.Add($"{settings.Section}:KeyFile is '{settings.KeyFile}'; its key is not that of {settings.Section}:CertificateFile '{settings.CertificateFile}': name the two files of one pair.");
                return null;
            }

            var intermediates = new X509Certificate2Collection(certificates.Skip(1).ToArray());
            var trust = new PeerTrust(authorities, settings.Names);
            if (trust.Check(settings.Role, certificate, intermediates) is not { } refusal)
                return new TlsIdentity(certificate, intermediates, trust, settings.Names);
            errors.Add(Explain(settings, certificate, refusal));
            return null;
        }
    }

    private static (X509Certificate2Collection Certificates, AsymmetricAlgorithm Key, X509Certificate2Collection Authorities)? ReadAll(
        TlsSettings settings, ICollection<string> errors)
    {
        var before = errors.Count;
        var certificatePem = ReadText(settings, "CertificateFile", settings.CertificateFile, errors);
        var keyPem = ReadText(settings, "KeyFile", settings.KeyFile, errors);
        var caPem = ReadText(settings, "CaFile", settings.CaFile, errors);
        var certificates = Certificates(settings, "CertificateFile", settings.CertificateFile, certificatePem, errors);
        var authorities = Certificates(settings, "CaFile", settings.CaFile, caPem, errors);
        if (authorities is not null && !authorities.Any(PeerTrust.IsRoot))
            errors.Add($"{settings.Section}:CaFile is '{settings.CaFile}'; it holds no root certificate (one that signs itself): add the root of your authority.");
        var key = keyPem is null ? null : Key(settings, keyPem, errors);
        return errors.Count == before ? (certificates!, key!, authorities!) : null;
    }

    private static string? ReadText(TlsSettings settings, string name, string? file, ICollection<string> errors)
    {
        if (string.IsNullOrEmpty(file))
        {
            errors.Add($"{settings.Section}:{name} is empty; TLS needs CertificateFile, KeyFile and CaFile: name the file, or remove all three keys.");
            return null;
        }

        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : "it cannot be read";
            errors.Add($"{settings.Section}:{name} is '{file}'; {reason}: name a PEM file that this process may read.");
            return null;
        }
    }

    private static X509Certificate2Collection? Certificates(TlsSettings settings, string name, string? file, string? pem, ICollection<string> errors)
    {
        if (pem is null)
            return null;

        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException)
        {
            certificates.Clear();
        }

        if (certificates.Count > 0)
            return certificates;
        errors.Add($"{settings.Section}:{name} is '{file}'; it holds no readable certificate: name a PEM file (BEGIN CERTIFICATE).");
        return null;
    }

    private static AsymmetricAlgorithm? Key(TlsSettings settings, string pem, ICollection<string> errors)
    {
        if (pem.Contains("BEGIN ENCRYPTED PRIVATE KEY", StringComparison.Ordinal) || pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            errors.Add($"{settings.Section}:KeyFile is '{settings.KeyFile}'; the key is encrypted, and there is nobody to ask for its password: use 'openssl pkey' to write it without one, readable by this process only.");
            return null;
        }

        foreach (var create in new Func<AsymmetricAlgorithm>[] { ECDsa.Create, RSA.Create })
        {
            var key = create();
            try
            {
                key.ImportFromPem(pem);
                return key;
            }
            catch (Exception e) when (e is CryptographicException or ArgumentException)
            {
                key.Dispose();
            }
        }

        errors.Add($"{settings.Section}:KeyFile is '{settings.KeyFile}'; it holds no readable RSA or elliptic curve key: name a PEM file (BEGIN PRIVATE KEY).");
        return null;
    }

    private static X509Certificate2? WithKey(X509Certificate2 certificate, AsymmetricAlgorithm key)
    {
        try
        {
            using var joined = key is RSA rsa ? certificate.CopyWithPrivateKey(rsa) : certificate.CopyWithPrivateKey((ECDsa)key);

            // Windows signs only with keys that it has stored itself.
            return X509CertificateLoader.LoadPkcs12(joined.Export(X509ContentType.Pkcs12), null);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Explain(TlsSettings settings, X509Certificate2 certificate, PeerRefusal refusal)
    {
        var names = settings.Names;
        var usage = settings.Role == TlsRole.Silo ? "serverAuth and clientAuth" : "clientAuth";
        var what = refusal switch
        {
            PeerRefusal.CertificateExpired =>
                $"it, or one above it, is not valid now (it is from {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd HH:mm}Z to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm}Z): use a new one, and see that the clock is right",
            PeerRefusal.CertificateUsage => $"its extended key usage must have {usage}: use one that does",
            PeerRefusal.CertificateName => $"its DNS names must have '{names[settings.Role]}' and not '{names.Other(settings.Role)}': use one with that name, or set {settings.Section}:{(settings.Role == TlsRole.Silo ? "SiloName" : "ClientName")}",
            _ => $"it is not signed by an authority of {settings.Section}:CaFile '{settings.CaFile}': use one that is, and put intermediate authorities behind it into the same file",
        };
        return $"{settings.Section}:CertificateFile is '{settings.CertificateFile}'; {what} ({Page}).";
    }
}
