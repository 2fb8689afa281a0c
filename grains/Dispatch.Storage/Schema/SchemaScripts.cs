using System.Globalization;
using System.Reflection;
using DbUp.Engine;
using Dispatch.Abstractions;

namespace Dispatch.Storage.Schema;

/// <summary>
/// A schema as a row of numbered scripts, embedded in this assembly; a script that was released is never edited.
/// The thousands of a number are the schema's major version, within which scripts only add: an older program goes on working beside a newer one.
/// </summary>
internal sealed class SchemaScripts
{
    private readonly string _folder;

    /// <param name="folder">The scripts' folder, as part of their resource names.</param>
    public SchemaScripts(string folder)
    {
        _folder = folder;
        All = [.. Load()];
        Major = All.Max(script => MajorOf(script.Name));
    }

    /// <summary>The table in which DbUp notes what was applied.</summary>
    public const string Journal = "schema_version";

    public IReadOnlyList<SqlScript> All { get; }

    public int Major { get; }

    /// <summary>The first script that the database lacks.</summary>
    public string? FindMissing(IReadOnlyCollection<string> applied) => All.Select(script => script.Name).Except(applied).FirstOrDefault();

    /// <exception cref="StorageException">The database is of a newer major version.</exception>
    public void RefuseNewer(string database, IEnumerable<string> applied)
    {
        if (applied.FirstOrDefault(name => MajorOf(name) > Major) is { } newer)
            throw new StorageException($"The database '{database}' was upgraded by {newer}, a newer major version than this program's; use the newer program or a copy from before.", isUncertain: false);
    }

    private static int MajorOf(string name) =>
        int.TryParse(name.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number / 1000 : 0;

    private IEnumerable<SqlScript> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(_folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return new SqlScript(resource[_folder.Length..], reader.ReadToEnd());
        }
    }
}
