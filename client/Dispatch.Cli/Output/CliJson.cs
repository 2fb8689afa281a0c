using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dispatch.Cli.Output;

/// <summary>How the command line writes JSON: camelCase, RFC 3339 UTC, names as people write them.</summary>
internal static class CliJson
{
    /// <summary>The options for all output.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // it is no web page, and names stay readable
        NumberHandling = JsonNumberHandling.Strict,
        Converters = { new UtcConverter() },
    };
}
