using System.Text;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Import;

/// <summary>Reads a JSON Lines file line by line.</summary>
internal static class JsonLineFile
{
    /// <summary>The lines that are not blank.</summary>
    /// <exception cref="CommandException">The file cannot be read or is no UTF-8.</exception>
    public static IEnumerable<JsonLine> Read(string file)
    {
        using var reader = Open(file);
        for (var number = 1; ; number++)
        {
            string? line;
            try
            {
                line = reader.ReadLine();
            }
            catch (DecoderFallbackException e)
            {
                throw new CommandException(
                    ExitCode.Refused,
                    new CliError("invalid_encoding", "It is no UTF-8 from here on; lines before were taken.") { File = file, Line = number, Mend = "Save the file as UTF-8 and import it again." },
                    e);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw CommandException.Unreadable(file, e);
            }

            if (line is null)
                yield break;
            if (!string.IsNullOrWhiteSpace(line))
                yield return new JsonLine(number, line);
        }
    }

    private static StreamReader Open(string file)
    {
        try
        {
            return new StreamReader(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Unreadable(file, e);
        }
    }
}
