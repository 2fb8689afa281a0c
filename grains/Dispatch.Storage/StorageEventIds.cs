namespace Dispatch.Storage;

/// <summary>The event ids of this feature: 3000 to 3099. An id is never reused.</summary>
internal static class StorageEventIds
{
    public const int SchemaUpgraded = 3000;
    public const int WriteFailed = 3001;
    public const int CommitFailed = 3002;
    public const int WriterReopens = 3003;
    public const int UploadsRemoved = 3004;
    public const int DocumentFolderFailed = 3005;
    public const int PostgreSqlWriteFailed = 3006;
    public const int WaitingForServer = 3007;
}
