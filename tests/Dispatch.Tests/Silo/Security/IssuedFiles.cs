using System.Security.Cryptography.X509Certificates;
using Dispatch.Client;

namespace Dispatch.Tests.Silo.Security;

/// <summary>The files of an issued certificate.</summary>
internal sealed record IssuedFiles(string CertificateFile, string KeyFile, string CaFile)
{
    public ClientTlsOptions ForClient() => new() { CertificateFile = CertificateFile, KeyFile = KeyFile, CaFile = CaFile };

    public (string Key, string Value)[] ForSilo() =>
        [("Silo:Tls:CertificateFile", CertificateFile), ("Silo:Tls:KeyFile", KeyFile), ("Silo:Tls:CaFile", CaFile)];

    public X509Certificate2 Load() => X509Certificate2.CreateFromPemFile(CertificateFile, KeyFile);
}
