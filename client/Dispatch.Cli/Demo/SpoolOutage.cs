namespace Dispatch.Cli.Demo;

/// <summary>
/// Makes a spool folder unusable for a while, at the wire: read-only, or, for a user whom permissions do not bind (root), hidden by a
/// plain file in its place. It must begin before the first letter.
/// </summary>
internal sealed class SpoolOutage : IDisposable
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute;
    private const UnixFileMode Usual = ReadOnly | UnixFileMode.UserWrite;

    private readonly string _folder;
    private readonly bool _isHidden;
    private bool _isOver;

    private SpoolOutage(string folder, bool isHidden) => (_folder, _isHidden) = (folder, isHidden);

    /// <summary>What was done to it, for a person.</summary>
    public string Description => _isHidden ? "was no folder" : "was read-only";

    /// <summary>Begins it.</summary>
    public static SpoolOutage Begin(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, ReadOnly);
            if (!IsWritable(folder))
                return new SpoolOutage(folder, isHidden: false);
            File.SetUnixFileMode(folder, Usual);
        }

        Directory.Delete(folder);
        File.WriteAllText(folder, "The printer's folder is away for a second.\n");
        return new SpoolOutage(folder, isHidden: true);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        if (_isOver)
            return;

        _isOver = true;
        if (_isHidden)
        {
            File.Delete(_folder);
            Directory.CreateDirectory(_folder);
        }
        else if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder, Usual);
        }
    }

    private static bool IsWritable(string folder)
    {
        var probe = Path.Combine(folder, ".probe");
        try
        {
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
