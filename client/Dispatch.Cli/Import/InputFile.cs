using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Import;

/// <summary>Looks at an input file before an engine is started for it.</summary>
internal static class InputFile
{
    /// <summary>Opens and closes it.</summary>
    /// <exception cref="CommandException">It cannot be read.</exception>
    public static void MustBeReadable(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Unreadable(file, e);
        }
    }
}
