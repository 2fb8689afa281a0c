using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Silo.Hosting;

namespace Dispatch.Cli.Schema;

/// <summary><c>schema apply</c>.</summary>
internal static class SchemaCommands
{
    public static CliCommand Create() => new("schema", "The database's tables.") { Apply() };

    private static CliCommand Apply() =>
        new("apply", "Create or upgrade the tables of the configured database, one process at a time, all or nothing. A silo does it by itself unless Storage:UpgradeSchema=false.")
        {
            Examples = ["schema apply --config /etc/dispatch/schema-owner.json", "schema apply --data ./dispatch-data"],
            Run = RunAsync,
        };

    private static async Task<ExitCode> RunAsync(CommandContext context)
    {
        if (context.Engine.Gateway is { } gateway)
            throw CommandException.Usage("It works on the database itself.", "--gateway", gateway, "Leave it out, and name the database in --config or --data.");

        var applied = await DispatchSchema.ApplyAsync(EngineAccess.Settings(context.Engine), context.Stopping);
        if (context.Terminal.IsJson)
            context.Terminal.WriteJson(new { Applied = applied });
        else
            context.Terminal.WriteLine(applied.Count == 0 ? "The schema is up to date." : $"Applied {string.Join(", ", applied)}.");
        return ExitCode.Done;
    }
}
