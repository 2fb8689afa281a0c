using Dispatch.Abstractions;

namespace Dispatch.Channels.Email;

/// <summary>A version of a message's texts, to be kept in the document store as long as a dispatch names it.</summary>
/// <param name="Hash">The version: the SHA-256 of the content.</param>
/// <param name="Content">The templates.</param>
public sealed record FrozenTemplate(ContentHash Hash, ReadOnlyMemory<byte> Content);
