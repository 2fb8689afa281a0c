using Dispatch.Abstractions;
using Npgsql;

namespace Dispatch.Storage.PostgreSql;

/// <summary>The connection strings of the different users of one database. What the operator set stands, except what a user needs to work rightly.</summary>
public static class ConnectionStrings
{
    private const string Sessions = "-c jit=off";

    // A plan that was made for an empty table would scan a full one, or join two by a hash of all rows; all statements but a full count are meant to
    // follow indexes from few rows to few rows.
    private const string IndexPlans = " -c enable_seqscan=off -c enable_bitmapscan=off -c enable_hashjoin=off -c enable_mergejoin=off";
    private const string WriterPlans = IndexPlans + " -c plan_cache_mode=force_generic_plan";

    /// <summary>For Orleans' providers: clustering and grain storage.</summary>
    /// <exception cref="StorageException">The text is no connection string.</exception>
    public static string ForOrleans(PostgreSqlStorageOptions options) => Pooled(options, "dispatch orleans", options.MaxConnections).ToString();

    internal static string ForReading(PostgreSqlStorageOptions options)
    {
        var builder = Pooled(options, "dispatch", options.MaxConnections);
        builder.Options += IndexPlans;
        return builder.ToString();
    }

    internal static string ForWriting(PostgreSqlStorageOptions options)
    {
        var builder = Pooled(options, "dispatch writer", maxPoolSize: 4);
        builder.Options += WriterPlans;
        return builder.ToString();
    }

    /// <summary>For migrations, which may take long and need no pool.</summary>
    internal static string ForUpgrading(PostgreSqlStorageOptions options)
    {
        var builder = Base(options, "dispatch schema");
        builder.Pooling = false;
        builder.CommandTimeout = 0;
        return builder.ToString();
    }

    private static NpgsqlConnectionStringBuilder Pooled(PostgreSqlStorageOptions options, string applicationName, int maxPoolSize)
    {
        var builder = Base(options, applicationName);
        builder.MaxPoolSize = maxPoolSize;
        builder.MinPoolSize = 0;
        builder.MaxAutoPrepare = 64;
        builder.AutoPrepareMinUsages = 2;
        builder.NoResetOnClose = true; // no pooled session is ever changed
        return builder;
    }

    private static NpgsqlConnectionStringBuilder Base(PostgreSqlStorageOptions options, string applicationName)
    {
        NpgsqlConnectionStringBuilder builder;
        try
        {
            builder = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new StorageException("Storage:ConnectionString cannot be read; write it as 'Host=…;Database=…;Username=…' (Npgsql's keywords, see its documentation).", isUncertain: false);
        }

        builder.ApplicationName ??= applicationName;
        builder.Options = $"{builder.Options} {Sessions}".Trim();
        builder.IncludeErrorDetail = false; // details quote rows, and rows hold addresses
        if (!builder.ShouldSerialize("Timeout"))
            builder.Timeout = 5;
        if (!builder.ShouldSerialize("Command Timeout"))
            builder.CommandTimeout = 15;
        if (!builder.ShouldSerialize("Keepalive"))
            builder.KeepAlive = 10;
        return builder;
    }
}
