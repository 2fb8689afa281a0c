using System.ComponentModel.DataAnnotations;
using Dispatch.Channels.Options;

namespace Dispatch.Storage.Sqlite;

/// <summary>The embedded database; configuration section <c>Storage:Sqlite</c>.</summary>
public sealed class SqliteStorageOptions
{
    /// <summary>The database file. Its directory is created; <c>-wal</c> and <c>-shm</c> files stand beside it while it is in use.</summary>
    /// <value>No default. A local disk: SQLite's locks do not hold on network shares.</value>
    [Required]
    public string FilePath { get; set; } = "";

    /// <summary>Whether to read only, beside another process that writes: nothing is created or upgraded, a missing file reads as empty, and writes are refused.</summary>
    /// <value>Default: false.</value>
    public bool ReadOnly { get; set; }

    /// <summary>How long a write waits for another process that holds the file's lock.</summary>
    /// <value>10 milliseconds to 1 minute; default: 5 seconds. Then the write fails, certainly not done.</value>
    [AllowedRange("Storage:Sqlite:BusyTimeout", "00:00:00.010", "00:01:00")]
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
