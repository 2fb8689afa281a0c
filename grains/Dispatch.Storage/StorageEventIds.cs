namespace Dispatch.Storage;

/// <summary>The event ids of this feature: 2000 to 2099. An id is never reused.</summary>
internal static class StorageEventIds
{
    public const int SchemaUpgraded = 2000;
    public const int WriteFailed = 2001;
    public const int CommitFailed = 2002;
    public const int WriterReopens = 2003;
    public const int UploadsRemoved = 2004;
    public const int DocumentFolderFailed = 2005;
}
