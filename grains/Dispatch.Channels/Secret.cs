namespace Dispatch.Channels;

/// <summary>A secret value that no log, exception or debugger shows by accident.</summary>
internal sealed class Secret
{
    private readonly string _value;

    private Secret(string value) => _value = value;

    /// <summary>Reads the first line of a file.</summary>
    /// <exception cref="InvalidDataException">The file or its first line is empty.</exception>
    public static Secret FromFile(string path)
    {
        using var reader = File.OpenText(path);
        return reader.ReadLine() is { Length: > 0 } line
            ? new Secret(line)
            : throw new InvalidDataException($"The secret's file '{path}' has no first line.");
    }

    /// <summary>The value itself, to hand to a protocol.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
