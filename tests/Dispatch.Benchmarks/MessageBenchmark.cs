using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Email;
using Dispatch.Channels.Email.Dkim;
using Dispatch.Channels.Email.Templates;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;

namespace Dispatch.Benchmarks;

/// <summary>
/// The CPU of one e-mail before it meets a relay: its texts, its parts, its signatures, written to nowhere. One thread; rounds alternate
/// after a warm-up; each figure is the CPU of the whole process, garbage collection included.
/// </summary>
internal static class MessageBenchmark
{
    private const int DocumentBytes = 45_000;
    private const int Rounds = 5;
    private const int MessagesPerRound = 400;
    private const string Domain = "stadtwerke.example";

    private static readonly byte[] Document = RandomNumberGenerator.GetBytes(DocumentBytes);

    private static readonly Shipment Shipment = TemplateSamples.Of(Language.De)[0] with
    {
        SenderEmail = $"rechnung@{Domain}",
        Document = new ShipmentFile(default, DocumentBytes, "2026-10-0001.pdf", "application/pdf"),
    };

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("dispatch-benchmark-");
        try
        {
            using var rsa = RSA.Create(2048);
            var ed25519 = new Ed25519PrivateKeyParameters(new SecureRandom());
            var rsaKey = Write(folder, "rsa", rsa.ExportPkcs8PrivateKeyPem());
            var edKey = Write(folder, "ed25519", PemEncoding.WriteString("PRIVATE KEY", PrivateKeyInfoFactory.CreatePrivateKeyInfo(ed25519).GetDerEncoded()));
            var slow = new DkimSigner(rsaKey.PrivateKeyFile, Domain, "rsa") { HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed, BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed };

            (string Name, Action<MimeMessage>? Sign)[] ways =
            [
                ("composed and written, not signed", null),
                ("RSA-2048 by .NET", Signing(rsaKey)),
                ("Ed25519", Signing(edKey)),
                ("RSA-2048 by .NET and Ed25519", Signing(rsaKey, edKey)),
                ("RSA-2048 by BouncyCastle (MimeKit as it comes)", message => slow.Sign(InvoiceMessage.FormatOf(message), message, [HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date])),
            ];
            Console.WriteLine($"{Environment.ProcessorCount} cores; a PDF of {DocumentBytes} bytes; {Rounds} alternating rounds of {MessagesPerRound} messages after a warm-up; CPU ms per message: median (lowest to highest)");
            foreach (var (name, line) in Measure([("texts alone", RenderTexts), .. ways.Select(way => (way.Name, (Action)(() => Send(way.Sign))))]))
                Console.WriteLine($"{name,-56} {line}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<(string Name, string Line)> Measure((string Name, Action Work)[] ways)
    {
        var rounds = ways.ToDictionary(way => way.Name, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (name, work) in ways)
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                for (var i = 0; i < MessagesPerRound; i++)
                    work();
                if (round > 0)
                    rounds[name].Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / MessagesPerRound);
            }
        }

        return [.. rounds.Select(entry => (entry.Key, LineOf(entry.Value)))];
    }

    private static string LineOf(List<double> values)
    {
        values.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"{values[values.Count / 2],6:0.000} ({values[0]:0.000} to {values[^1]:0.000})");
    }

    private static void RenderTexts() => BuiltInTemplates.Of(Language.De).Render(Shipment);

    private static void Send(Action<MimeMessage>? sign)
    {
        if (!InvoiceMessage.TryCreate(Shipment, BuiltInTemplates.Of(Language.De).Render(Shipment), [Document], out var message, out _))
            throw new InvalidOperationException("The sample cannot be composed.");
        using (message)
        {
            sign?.Invoke(message);
            message.WriteTo(InvoiceMessage.FormatOf(message), Stream.Null);
        }
    }

    private static Action<MimeMessage> Signing(params DkimKeyOptions[] keys)
    {
        var signatures = new DkimSignatures(keys, TimeProvider.System);
        return message => signatures.Sign(message);
    }

    private static DkimKeyOptions Write(DirectoryInfo folder, string selector, string pem)
    {
        var path = Path.Combine(folder.FullName, $"{selector}.pem");
        File.WriteAllText(path, pem);
        return new DkimKeyOptions { Domain = Domain, Selector = selector, PrivateKeyFile = path };
    }
}
