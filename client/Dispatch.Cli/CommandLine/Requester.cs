namespace Dispatch.Cli.CommandLine;

/// <summary>Who asks, where nobody says it.</summary>
internal static class Requester
{
    private const int MaxLength = 100;

    /// <summary>The user and the machine.</summary>
    public static string Name { get; } = Shorten($"{Environment.UserName}@{Environment.MachineName}");

    private static string Shorten(string name) => name.Length <= MaxLength ? name : name[..MaxLength];
}
