namespace Dispatch.Tests.Servers.Fixtures;

/// <summary>What stands in the way of a test: named where it is skipped, and a failure on a build server.</summary>
internal static class Obstacle
{
    /// <summary>Skips the test if there is an obstacle; with <c>CI=true</c> it fails.</summary>
    /// <param name="obstacle">What is missing, and the mend; none if nothing is.</param>
    public static void SkipIfAny(string? obstacle)
    {
        if (obstacle is null)
            return;

        Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"Nothing may be missing in CI. {obstacle}");
        Assert.Skip(obstacle);
    }
}
