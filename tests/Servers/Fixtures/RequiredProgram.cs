namespace Dispatch.Tests.Servers.Fixtures;

/// <summary>Servers and tools that a test starts.</summary>
internal static class RequiredProgram
{
    /// <summary>Says that a program is missing and skips the test; in CI nothing may be missing.</summary>
    public static void Require(string program, string package) =>
        Obstacle.SkipIfAny(File.Exists(program) ? null : $"{program} does not exist: install the package {package}.");
}
