namespace Dispatch.CrashHost.Chaos;

/// <summary>What a process of the chaos suite can be; its first argument.</summary>
public static class ChaosRoles
{
    /// <summary>A silo; the second argument is its folder, everything else is configuration in its environment.</summary>
    public const string Silo = "silo";

    /// <summary>A client; the second argument is its <see cref="ChaosOrder"/>.</summary>
    public const string Client = "client";
}
