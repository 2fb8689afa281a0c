using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Output;

/// <summary>Writes files that appear whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file beside its place, then renames it.</summary>
    /// <exception cref="CommandException">The folder cannot be written.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var temporary = $"{path}.{Guid.NewGuid():N}.part";
            try
            {
                await File.WriteAllBytesAsync(temporary, content, cancellationToken);
                File.Move(temporary, path, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCode.Unreachable, new CliError("folder_unusable", "The file cannot be written.") { File = path, Mend = "Check the folder's permissions." }, e);
        }
    }
}
