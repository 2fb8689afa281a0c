using Dispatch.Abstractions;

namespace Dispatch.Cli.Billers;

/// <summary>A biller from its line, with the files that are uploaded before it is put.</summary>
/// <param name="Biller">The biller.</param>
/// <param name="Enclosures">The bytes of its enclosures, each once.</param>
internal sealed record ReadBiller(Biller Biller, IReadOnlyCollection<byte[]> Enclosures);
