namespace Dispatch.Cli.Runs.Archives;

/// <summary>What an entry's content was found to be.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Crc">Its CRC-32.</param>
internal readonly record struct EntryContent(long Bytes, uint Crc);
