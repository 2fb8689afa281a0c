using Dispatch.Abstractions;
using Dispatch.Cli.Import;

namespace Dispatch.Cli.Billers;

/// <summary>Reads a biller from its line; logo and enclosures lie beside the file.</summary>
/// <param name="folder">The folder of the file.</param>
internal sealed class BillerReader(string folder)
{
    private static readonly byte[] _png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    /// <summary>Reads it.</summary>
    public ReadBiller Read(StrictObject line)
    {
        var files = new Dictionary<ContentHash, byte[]>();
        return new ReadBiller(Biller(line, files), files.Values);
    }

    private Biller Biller(StrictObject line, Dictionary<ContentHash, byte[]> files) => new()
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
        Enclosures = line.Objects("enclosures", enclosure => Enclosure(enclosure, files)),
    };

    private BillerEnclosure Enclosure(StrictObject enclosure, Dictionary<ContentHash, byte[]> files)
    {
        // What 'show --json' says can be imported again; the engine finds these out itself.
        enclosure.Skip("pages");
        enclosure.Skip("bytes");
        enclosure.Skip("sha256");
        var name = enclosure.RequiredText("file");
        var content = name.Length > 0 ? Pdf(enclosure, name) : null;
        if (content is not null)
            files[ContentHash.Of(content)] = content;
        return new BillerEnclosure
        {
            Id = enclosure.RequiredText("id"),
            Document = ContentHash.Of(content),
            From = enclosure.Date("from"),
            Until = enclosure.Date("until"),
            Tariff = enclosure.Text("tariff"),
            File = name,
        };
    }

    private byte[]? Pdf(StrictObject enclosure, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            if (new FileInfo(path).Length <= Abstractions.Biller.MaxEnclosureBytes)
                return File.ReadAllBytes(path);
            enclosure.Refuse("file", name, $"The PDF is larger than {Abstractions.Biller.MaxEnclosureBytes / 1024 / 1024} MiB.", "Make it smaller.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            enclosure.Refuse("file", name, $"The PDF '{path}' cannot be read.", "Name a file relative to the JSON Lines file.");
        }

        return null;
    }

    private byte[]? Logo(StrictObject line)
    {
        if (line.Text("logo") is not { } name)
            return null;

        var path = Path.Combine(folder, name);
        try
        {
            if (new FileInfo(path).Length > Abstractions.Biller.MaxLogoBytes)
            {
                line.Refuse("logo", name, $"The picture is larger than {Abstractions.Biller.MaxLogoBytes / 1024} KiB.", "Make it smaller.");
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
