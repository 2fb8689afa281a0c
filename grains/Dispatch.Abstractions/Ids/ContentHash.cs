using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Abstractions;

/// <summary>The SHA-256 (FIPS 180-4) of some bytes, as 64 lower-case hexadecimal digits: a document's address in the document store.</summary>
[GenerateSerializer, Immutable, Alias("dispatch.content-hash.v1")]
[JsonConverter(typeof(ContentHashJsonConverter))]
public readonly record struct ContentHash
{
    [Id(0)] private readonly string? _value;

    private ContentHash(string value) => _value = value;

    /// <summary>64 lower-case hexadecimal digits; empty for the default value.</summary>
    public string Value => _value ?? "";

    /// <summary>Hashes <paramref name="content"/>.</summary>
    public static ContentHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    /// <summary>Takes a finished SHA-256.</summary>
    /// <exception cref="ArgumentException">Not 32 bytes.</exception>
    public static ContentHash FromBytes(ReadOnlySpan<byte> sha256) => sha256.Length == SHA256.HashSizeInBytes
        ? new(Convert.ToHexStringLower(sha256))
        : throw new ArgumentException($"A SHA-256 has {SHA256.HashSizeInBytes} bytes, not {sha256.Length}.", nameof(sha256));

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    public static bool TryParse(string? text, out ContentHash hash)
    {
        var valid = text is { Length: 64 } && text.All(char.IsAsciiHexDigit);
        hash = valid ? new ContentHash(text!.ToLowerInvariant()) : default;
        return valid;
    }

    /// <summary>Reads 64 hexadecimal digits of either case.</summary>
    /// <exception cref="FormatException">Anything else.</exception>
    public static ContentHash Parse(string text) => TryParse(text, out var hash)
        ? hash
        : throw new FormatException($"'{text}' is not a SHA-256 of 64 hexadecimal digits.");

    /// <inheritdoc/>
    public override string ToString() => Value;

    private sealed class ContentHashJsonConverter : JsonConverter<ContentHash>
    {
        public override ContentHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ContentHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
