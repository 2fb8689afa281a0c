using System.Globalization;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Runs.Archives;

/// <summary>Why an archive is not taken as input.</summary>
/// <param name="archive">The archive, as the user wrote it.</param>
internal sealed class ArchiveErrors(string archive)
{
    private const int LongestName = 200;

    public CommandException Damaged(Exception? inner = null) => Refuse(
        "archive_damaged", "It is damaged, cut short, or not the kind of archive that its name says.",
        "Make or copy it again; ZIP is read as stored or deflated, tar as plain or gzip.", null, inner);

    public CommandException DamagedEntry(string entry, Exception? inner = null) => Refuse(
        "archive_damaged", "Its content is cut short, or is not what the archive says of it.",
        "Make or copy the archive again; ZIP is read as stored or deflated, tar as plain or gzip.", entry, inner);

    public CommandException EntryTooLarge(string entry, long limit) => Refuse(
        "archive_too_large", $"It unpacks to more than {Bytes(limit)}.", "Leave it out, or make the invoice's attachments smaller.", entry);

    public CommandException TooLarge(string? entry, long limit) => Refuse(
        "archive_too_large", $"With it the archive unpacks to more than {Bytes(limit)}.", "Split it into several archives, and start a run for each.", entry);

    public CommandException TooMany(string entry, int limit) => Refuse(
        "archive_too_large", string.Create(CultureInfo.InvariantCulture, $"It comes after {limit} entries, as many as are read."),
        "Split it into several archives, and start a run for each.", entry);

    public CommandException Encrypted(string entry) => Refuse("archive_entry_refused", "It is encrypted.", "Make the archive without a password.", entry);

    public CommandException NoFile(string entry) => Refuse(
        "archive_entry_refused", "It is a link, a device or another thing that is no file.", "Put the file itself into the archive, or leave it out.", entry);

    public CommandException Twice(string entry) => Refuse(
        "archive_entry_duplicate", "The archive has it twice in the same folder.", "Leave one out, or give it another name.", entry);

    public CommandException NotWritable(Exception inner) => Refuse(
        "archive_not_unpacked", "It cannot be unpacked into the system's temporary folder.", "Make space there, or name another one in TMPDIR (Windows: TMP).", null, inner);

    private CommandException Refuse(string code, string message, string mend, string? entry, Exception? inner = null) => new(
        ExitCode.Refused,
        new CliError(code, message) { File = archive, Field = entry is null ? null : "entry", Value = Shorten(entry), Mend = mend },
        inner);

    private static string? Shorten(string? name) => name?.Length > LongestName ? name[..LongestName] + "…" : name;

    private static string Bytes(long limit) => limit >= 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{limit / 1024 / 1024} MiB")
        : string.Create(CultureInfo.InvariantCulture, $"{limit} bytes");
}
