using System.ComponentModel.DataAnnotations;
using Dispatch.Channels.Options;

namespace Dispatch.Storage.PostgreSql;

/// <summary>The PostgreSQL database of a cluster; configuration section <c>Storage</c>.</summary>
public sealed class PostgreSqlStorageOptions
{
    /// <summary>
    /// Npgsql connection string. The password comes from the environment, from <c>Passfile</c>, or from a file of configuration that only the silo can read.
    /// </summary>
    /// <value>No default. Example: <c>Host=db;Database=dispatch;Username=dispatch;Passfile=/run/secrets/pgpass</c>.</value>
    [Required(ErrorMessage = "Storage:ConnectionString is empty; with Storage:Provider 'PostgreSql' name the database, for example 'Host=db;Database=dispatch;Username=dispatch;Passfile=/run/secrets/pgpass'.")]
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether a silo creates and upgrades the schema when it starts. Without it, <c>dispatchctl schema apply</c> does.</summary>
    /// <value>Default: true.</value>
    public bool UpgradeSchema { get; set; } = true;

    /// <summary>How many connections of this process read at once; two more write, and Orleans' providers have as many again.</summary>
    /// <value>4 to 200, default 20. All silos together must stay below the server's <c>max_connections</c>.</value>
    [AllowedRange("Storage:MaxConnections", "4", "200", Because = "all silos together must stay below the server's max_connections")]
    public int MaxConnections { get; set; } = 20;

    /// <summary>Whether to read only: nothing is created or upgraded, and writes are refused.</summary>
    /// <value>Default: false.</value>
    public bool ReadOnly { get; set; }
}
