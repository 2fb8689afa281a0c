using System.Text.Json.Nodes;
using Dispatch.Cli;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>How a command line ended.</summary>
internal sealed record CliEnding(ExitCode Code, string Output, string Error)
{
    public IReadOnlyList<JsonNode> Json => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];
}
