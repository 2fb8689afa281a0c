using System.Globalization;

namespace Dispatch.EndToEnd;

/// <summary>What the environment says about how long, how often and with which seed a suite runs.</summary>
internal static class LongForm
{
    /// <summary>Whether the long forms run: <c>DISPATCH_LONG=1</c>.</summary>
    public static bool IsOn => Environment.GetEnvironmentVariable("DISPATCH_LONG") == "1";

    /// <summary>The first seed: <c>DISPATCH_SEED</c>, else any.</summary>
    public static int FirstSeed => Number("DISPATCH_SEED") ?? Random.Shared.Next(1_000_000);

    /// <summary>The number in a variable; none where there is none.</summary>
    public static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
