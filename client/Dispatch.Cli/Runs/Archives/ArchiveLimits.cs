using Dispatch.Abstractions;

namespace Dispatch.Cli.Runs.Archives;

/// <summary>What an archive may unpack to; counted while it is unpacked, whatever its headers say.</summary>
internal sealed record ArchiveLimits
{
    /// <summary>The bytes of one entry.</summary>
    public long EntryBytes { get; init; } = IUploadGrain.MaxUploadBytes;

    /// <summary>The bytes of everything.</summary>
    public long TotalBytes { get; init; } = 64L * 1024 * 1024 * 1024;

    /// <summary>How many entries it may have, whatever they are.</summary>
    public int EntryCount { get; init; } = 2_000_000;
}
