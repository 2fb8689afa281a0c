using Dispatch.Abstractions;
using Dispatch.Cli.Import;

namespace Dispatch.Cli.Billers;

/// <summary>Reads a biller from its line; the logo lies beside the file.</summary>
/// <param name="folder">The folder of the file.</param>
internal sealed class BillerReader(string folder)
{
    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <summary>Reads it.</summary>
    public Biller Read(StrictObject line) => new()
    {
        Id = line.RequiredText("id"),
        Name = line.RequiredText("name"),
        Address = line.RequiredObject("address", Addresses.Read)!,
        VatId = line.Text("vatId"),
        Iban = line.Text("iban"),
        Email = line.Object("email", email => new BillerEmail(
            email.RequiredText("from"), email.Text("replyTo"), email.Word<EmailFormat>("format") ?? EmailFormat.Pdf)),
        Logo = Logo(line),
        Window = line.Word<BillerWindow>("window") ?? BillerWindow.Right,
        Language = line.Word<Language>("language") ?? Language.De,
        DefaultPrinter = line.Text("defaultPrinter"),
    };

    private byte[]? Logo(StrictObject line)
    {
        if (line.Text("logo") is not { } name)
            return null;

        var path = Path.Combine(folder, name);
        try
        {
            if (new FileInfo(path).Length > Biller.MaxLogoBytes)
            {
                line.Refuse("logo", name, $"The picture is larger than {Biller.MaxLogoBytes / 1024} KiB.", "Make it smaller.");
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            if (bytes.AsSpan().StartsWith(_png) || bytes.AsSpan().IndexOf("<svg"u8) >= 0)
                return bytes;
            line.Refuse("logo", name, "The picture is neither SVG nor PNG.", "Save it as one of them.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            line.Refuse("logo", name, $"The picture '{path}' cannot be read.", "Name a file relative to the JSON Lines file.");
        }

        return null;
    }
}
