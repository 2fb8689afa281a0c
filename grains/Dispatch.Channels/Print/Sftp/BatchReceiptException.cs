namespace Dispatch.Channels.Print.Sftp;

/// <summary>A receipt cannot be read. Nothing that stands in it is repeated, for it may hold names.</summary>
/// <param name="line">The line, from 1; 0 for the whole file.</param>
/// <param name="problem">What is wrong, in our words.</param>
internal sealed class BatchReceiptException(long line, string problem) : Exception(problem)
{
    /// <summary>The line, from 1; 0 for the whole file.</summary>
    public long Line { get; } = line;
}
