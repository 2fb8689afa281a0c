using System.Text.Json;
using MimeKit;

namespace Dispatch.EndToEnd.Crash;

/// <summary>Where e-mail and letters arrive: the relay or the pickup folder, and the spool folder of the one printer.</summary>
internal sealed class CrashSinks(string root, CrashRelay? relay)
{
    private readonly string _email = Path.Combine(root, "data", "email");
    private readonly string _print = Path.Combine(root, "data", "print", "default");
    private readonly string _taken = Path.Combine(root, "taken");
    private int _takings;

    /// <summary>Whether e-mail goes to a relay.</summary>
    public bool HasRelay => relay is not null;

    /// <summary>Moves every complete file out of the folders, as a mail system and a print room do.</summary>
    public void TakeFiles()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_taken, $"{++_takings}")).FullName;
        foreach (var file in Files(_email, "*.eml").Concat(Files(_print, "*.pdf")))
            File.Move(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    /// <summary>Every message that arrived, by the number of its invoice.</summary>
    public ILookup<string, RelayedMessage> Messages()
    {
        var messages = relay?.Messages ?? [.. Files(_email, "*.eml").Concat(Files(_taken, "*.eml")).Select(file => new RelayedMessage(null, File.ReadAllBytes(file)))];
        return messages.ToLookup(message => Path.GetFileNameWithoutExtension(DocumentOf(Parse(message)).FileName!), StringComparer.Ordinal);
    }

    /// <summary>Every letter that arrived, by dispatch.</summary>
    public ILookup<string, byte[]> Letters() => Files(_print, "*.pdf").Concat(Files(_taken, "*.pdf"))
        .ToLookup(file => Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file)), File.ReadAllBytes, StringComparer.Ordinal);

    /// <summary>Every line of the printer's index, by dispatch.</summary>
    public ILookup<string, JsonElement> IndexEntries()
    {
        var index = Path.Combine(_print, "index.jsonl");
        var lines = File.Exists(index) ? File.ReadAllLines(index) : [];
        return lines.Select(line => JsonDocument.Parse(line).RootElement).ToLookup(entry => entry.GetProperty("dispatch").GetString()!, StringComparer.Ordinal);
    }

    /// <summary>Names of temporary files that nobody will finish.</summary>
    public IEnumerable<string> Leftovers() => Files(_email, "*.part").Concat(Files(_print, "*.part")).Select(Path.GetFileName)!;

    /// <summary>The message as a mail program sees it.</summary>
    public static MimeMessage Parse(RelayedMessage message) => MimeMessage.Load(new MemoryStream(message.Bytes));

    /// <summary>The invoice in a message.</summary>
    public static MimePart DocumentOf(MimeMessage message) => message.Attachments.OfType<MimePart>().Single();

    private static IEnumerable<string> Files(string folder, string pattern) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, pattern, new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        : [];
}
