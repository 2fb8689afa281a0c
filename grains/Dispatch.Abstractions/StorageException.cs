namespace Dispatch.Abstractions;

/// <summary>The database did not do what was asked: it is away, slow, or refused. Every call may be made again. Carries no data of the row.</summary>
[GenerateSerializer, Alias("dispatch.storage-exception.v1")]
public sealed class StorageException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What failed and what mends it.</param>
    /// <param name="isUncertain">Whether the write may have happened all the same.</param>
    /// <param name="inner">The cause, for the log of this process.</param>
    public StorageException(string message, bool isUncertain, Exception? inner = null) : base(message, inner) => IsUncertain = isUncertain;

    /// <summary>Whether the write may have happened all the same; then the row must be read again.</summary>
    [Id(0)]
    public bool IsUncertain { get; }
}
