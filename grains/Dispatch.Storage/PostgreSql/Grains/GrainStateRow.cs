namespace Dispatch.Storage.PostgreSql.Grains;

/// <summary>The stored state of a grain.</summary>
/// <param name="Payload">As the provider's serializer wrote it; none after it was cleared.</param>
/// <param name="Version">Grows by one with every write.</param>
public sealed record GrainStateRow(ReadOnlyMemory<byte>? Payload, int Version);
