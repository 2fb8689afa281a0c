using System.CommandLine;
using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Runs;

namespace Dispatch.Cli.Channels;

/// <summary><c>channel list|pause|resume</c>.</summary>
internal static class ChannelCommands
{
    private const string All = "all";

    public static CliCommand Create() => new("channel", "Relays, printers and networks: how they stand, and how to stop them.") { List(), Pause(), Resume() };

    private static CliCommand List() => new("list", "List the destinations with what is open for them, and who paused them.")
    {
        Examples = ["channel list", "channel list --json"],
        Run = async context =>
        {
            await using var engine = await context.OpenAsync(EngineUse.Read);
            ChannelReport.Write(context.Terminal, await engine.Client.Channels.ListAsync(), context.Clock.GetUtcNow());
            return ExitCode.Done;
        },
    };

    private static CliCommand Pause()
    {
        var (kind, destination, reason, by) = (Kind(), Destination(), CliOptions.Reason(), CliOptions.By());
        return new CliCommand("pause", "Stop a channel or one of its destinations, on all silos within seconds, until 'channel resume'. Nothing is lost.")
        {
            Arguments = { kind },
            Options = { destination, reason, by },
            Examples = ["channel pause post --destination hall --reason toner --by ANNA", "channel pause all --reason \"wrong tariff\""],
            ExitCodes = [ExitCode.NotFound],
            Run = context => ChangeAsync(context, KindOf(context.Get(kind)), context.Get(destination),
                (channels, one, to) => channels.PauseAsync(one, to, context.Get(reason)!, context.Get(by)!)),
        };
    }

    private static CliCommand Resume()
    {
        var (kind, destination, by) = (Kind(), Destination(), CliOptions.By());
        return new CliCommand("resume", "End the pause of a channel with all its destinations, or of one destination.")
        {
            Arguments = { kind },
            Options = { destination, by },
            Examples = ["channel resume post --destination hall", "channel resume all"],
            ExitCodes = [ExitCode.NotFound],
            Run = context => ChangeAsync(context, KindOf(context.Get(kind)), context.Get(destination), (channels, one, to) => channels.ResumeAsync(one, to, context.Get(by)!)),
        };
    }

    private static Argument<string> Kind()
    {
        var argument = new Argument<string>("KIND") { Description = $"The channel: {string.Join(", ", Words<DispatchKind>.All)}, or {All}." };
        argument.CompletionSources.Add([.. Words<DispatchKind>.All, All]);
        argument.Validators.Add(result =>
        {
            var word = result.Tokens[0].Value;
            if (word != All && !Words<DispatchKind>.TryParse(word, out _))
                result.AddError($"Channel '{word}' is not known; use one of {Words<DispatchKind>.List}, {All}.");
        });
        return argument;
    }

    private static Option<string?> Destination() => CliOptions.Text("--destination", "NAME", "The relay or printer. Default: all of the channel.");

    private static DispatchKind? KindOf(string word) => Words<DispatchKind>.TryParse(word, out var kind) ? kind : null;

    /// <summary>Pauses or resumes, and shows how what was changed stands now.</summary>
    internal static async Task<ExitCode> ChangeAsync(
        CommandContext context, DispatchKind? kind, string? destination, Func<IChannelGrain, DispatchKind?, string?, Task<Problem?>> change)
    {
        if (kind is null && destination is not null)
            throw CommandException.Usage("A destination belongs to one channel.", "--destination", destination, "Name its channel instead of all.");

        await using var engine = await context.OpenAsync(EngineUse.Write);
        if (await change(engine.Client.Channels, kind, destination) is { } problem)
            throw RunProblems.Exception(problem);
        var changed = (await engine.Client.Channels.ListAsync())
            .Where(channel => (kind is null || channel.Kind == kind) && (destination is null || channel.Destination == destination));
        ChannelReport.Write(context.Terminal, changed, context.Clock.GetUtcNow());
        return ExitCode.Done;
    }
}
