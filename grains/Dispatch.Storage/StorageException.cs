namespace Dispatch.Storage;

/// <summary>The database did not do what was asked. Carries no data of the row.</summary>
public sealed class StorageException(string message, bool isUncertain, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether the write may have happened all the same; then the row must be read again.</summary>
    public bool IsUncertain { get; } = isUncertain;
}
