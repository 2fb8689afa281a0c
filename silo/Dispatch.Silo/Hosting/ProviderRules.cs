using Microsoft.Extensions.Configuration;

namespace Dispatch.Silo.Hosting;

/// <summary>Refuses providers and addresses that this version does not have, before anything starts.</summary>
internal static class ProviderRules
{
    private const string PostgreSql = "PostgreSql";

    /// <summary>Checks the configuration.</summary>
    /// <exception cref="ConfigurationException">A value is not available.</exception>
    public static void Check(IConfiguration configuration)
    {
        var errors = new List<string>();
        Require(configuration, errors, "Storage:Provider", "Sqlite", PostgreSql);
        Require(configuration, errors, "Documents:Provider", "Folder", PostgreSql);
        if (KeepsDocumentsInPostgreSql(configuration) && !IsCluster(configuration))
            errors.Add("Documents:Provider is 'PostgreSql' but Storage:Provider is not; set both, or remove Documents:Provider for the folder.");
        Require(configuration, errors, "Silo:Address", "127.0.0.1");
        if (errors.Count > 0)
            throw new ConfigurationException(string.Join(Environment.NewLine, errors));
    }

    /// <summary>Whether the data is in PostgreSQL, so that several silos may work on it.</summary>
    public static bool IsCluster(IConfiguration configuration) => Is(configuration["Storage:Provider"], PostgreSql);

    /// <summary>Whether documents are in PostgreSQL too: by default they are where the rows are.</summary>
    public static bool KeepsDocumentsInPostgreSql(IConfiguration configuration) =>
        Is(configuration["Documents:Provider"] ?? (configuration["Documents:Folder"] is null ? configuration["Storage:Provider"] : null), PostgreSql);

    private static void Require(IConfiguration configuration, List<string> errors, string key, params IReadOnlyList<string> known)
    {
        if (configuration[key] is { } value && !known.Any(name => Is(value, name)))
            errors.Add($"{key} is '{value}'; this version has '{string.Join("' and '", known)}': use one, or remove the key for '{known[0]}'.");
    }

    private static bool Is(string? value, string name) => string.Equals(value, name, StringComparison.OrdinalIgnoreCase);
}
