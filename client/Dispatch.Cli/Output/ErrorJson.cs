using System.Text.Json.Serialization;
using Dispatch.Cli.Errors;

namespace Dispatch.Cli.Output;

/// <summary>An error as <c>{"error":{…}}</c>.</summary>
internal sealed record ErrorJson
{
    public ErrorJson(CliError error) => Error = new Body(error);

    public Body Error { get; }

    internal sealed class Body(CliError error)
    {
        public string Code => error.Code;

        public string? File => error.File;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public int? Line => error.Line;

        public string? Field => error.Field;

        public string? Value => error.Value;

        public string Message => error.Message;

        public string? Mend => error.Mend;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? TraceId => error.TraceId;

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public IReadOnlyList<string>? Previews => error.Previews;
    }
}
