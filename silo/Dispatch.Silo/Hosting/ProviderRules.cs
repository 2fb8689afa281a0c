using Microsoft.Extensions.Configuration;

namespace Dispatch.Silo.Hosting;

/// <summary>Refuses providers that this version does not have, before anything starts.</summary>
internal static class ProviderRules
{
    /// <summary>Checks the configuration.</summary>
    /// <exception cref="ConfigurationException">A value is not available.</exception>
    public static void Check(IConfiguration configuration)
    {
        var errors = new List<string>();
        Require(configuration, errors, "Storage:Provider", "Sqlite");
        Require(configuration, errors, "Documents:Provider", "Folder");
        if (errors.Count > 0)
            throw new ConfigurationException(string.Join(Environment.NewLine, errors));
    }

    private static void Require(IConfiguration configuration, List<string> errors, string key, string only)
    {
        if (configuration[key] is { } value && !string.Equals(value, only, StringComparison.OrdinalIgnoreCase))
            errors.Add($"{key} is '{value}'; this version has only '{only}': use it, or remove the key.");
    }
}
