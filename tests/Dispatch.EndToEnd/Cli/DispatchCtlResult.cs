using System.Text.Json.Nodes;

namespace Dispatch.EndToEnd.Cli;

/// <summary>What a command printed and how it ended.</summary>
internal sealed record DispatchCtlResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<JsonNode> Json => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
