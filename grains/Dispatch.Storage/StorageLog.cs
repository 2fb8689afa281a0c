using Microsoft.Extensions.Logging;

namespace Dispatch.Storage;

/// <summary>What the storage logs. SQLite's own texts name tables and columns, never values; of PostgreSQL's only the code is logged.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(StorageEventIds.SchemaUpgraded, LogLevel.Information, "Database {File} upgraded by {ScriptCount} scripts, the last is {LastScript}")]
    public static partial void SchemaUpgraded(this ILogger logger, string file, int scriptCount, string lastScript);

    [LoggerMessage(StorageEventIds.WriteFailed, LogLevel.Warning, "A write was refused by the database (SQLite error {ErrorCode}); the others of its group were not hurt")]
    public static partial void WriteFailed(this ILogger logger, Exception exception, int errorCode);

    [LoggerMessage(StorageEventIds.CommitFailed, LogLevel.Error, "A group of {WriteCount} writes was not committed (SQLite error {ErrorCode}); uncertain: {IsUncertain}")]
    public static partial void CommitFailed(this ILogger logger, Exception exception, int writeCount, int errorCode, bool isUncertain);

    [LoggerMessage(StorageEventIds.PostgreSqlWriteFailed, LogLevel.Error, "{WriteCount} writes failed together ({ErrorCode}); uncertain: {IsUncertain}")]
    public static partial void PostgreSqlWriteFailed(this ILogger logger, int writeCount, string errorCode, bool isUncertain);

    [LoggerMessage(StorageEventIds.WaitingForServer, LogLevel.Warning, "PostgreSQL at {Server} does not answer ({ErrorCode}); waiting for it")]
    public static partial void WaitingForServer(this ILogger logger, string server, string errorCode);

    [LoggerMessage(StorageEventIds.WriterReopens, LogLevel.Warning, "The writer's connection is given up and will be opened anew")]
    public static partial void WriterReopens(this ILogger logger);

    [LoggerMessage(StorageEventIds.UploadsRemoved, LogLevel.Information, "{FileCount} abandoned uploads and temporary files removed")]
    public static partial void UploadsRemoved(this ILogger logger, int fileCount);

    [LoggerMessage(StorageEventIds.DocumentFolderFailed, LogLevel.Warning, "The document store's folder could not be read or written")]
    public static partial void DocumentFolderFailed(this ILogger logger, Exception exception);
}
