using System.CommandLine;

namespace Dispatch.Cli.CommandLine;

/// <summary>The options that every command has.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Data { get; } = Everywhere("--data", "DIR", "Data folder; the engine runs inside this command. Default: ./dispatch-data.");

    public Option<string?> Gateway { get; } = Everywhere("--gateway", "HOST:PORT", "Work with the running engine behind this gateway instead.");

    public Option<bool> Json { get; } = new("--json") { Description = "Print results and errors as JSON.", Recursive = true };

    public Option<string?> Config { get; } = Everywhere("--config", "FILE", "JSON file of configuration, over DIR/appsettings.json.");

    public Option<string?> Biller { get; } = Everywhere("--biller", "ID", "The biller, where a number is not unique; in lists, only this one's.");

    public Option<string?> TraceFile { get; } = Everywhere("--trace-file", "FILE", "Append the spans of the engine inside this command as JSON lines.");

    public IEnumerable<Option> All => [Data, Gateway, Json, Config, Biller, TraceFile];

    private static Option<string?> Everywhere(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Recursive = true };
}
