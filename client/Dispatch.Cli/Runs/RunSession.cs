using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>A command's view of one run: shows it while the engine works on it, and says what became of it.</summary>
internal sealed class RunSession
{
    private readonly IRunDisplay _display;

    /// <param name="context">What the command was given.</param>
    /// <param name="client">The engine.</param>
    /// <param name="feed">How far the run is.</param>
    public RunSession(CommandContext context, DispatchClient client, RunFeed feed)
    {
        (Context, Client, Feed) = (context, client, feed);
        Follower = new RunFollower(client, context.Clock, feed);
        Refusals = new RunRefusals(client, context.Terminal);
        _display = RunDisplays.For(context.Terminal, feed, context.Clock);
    }

    public CommandContext Context { get; }

    public DispatchClient Client { get; }

    public RunFeed Feed { get; }

    public RunFollower Follower { get; }

    public RunRefusals Refusals { get; }

    /// <summary>Opens a session on a run that is there.</summary>
    /// <exception cref="CommandException">There is no such run.</exception>
    public static async Task<RunSession> OfAsync(CommandContext context, DispatchClient client, string run) =>
        new(context, client, new RunFeed(0) { View = await client.FindRunAsync(run) });

    /// <summary>Shows the run while something is done with it.</summary>
    public Task ShowAsync(Task work) => _display.ShowAsync(work);

    /// <summary>Opens the run, and shows how far its files are read.</summary>
    /// <param name="opening">The files.</param>
    /// <param name="id">The run's id; none: it is derived.</param>
    /// <param name="template">What else is known of the run.</param>
    public async Task OpenAsync(RunOpening opening, string? id, FinalizeInvoiceRequest template)
    {
        var opened = opening.OpenAsync(id, template, Context.Stopping);
        await ShowAsync(opened);
        Feed.View = await opened;
    }

    /// <summary>Sends the files and waits until they are checked, and shows how far that is.</summary>
    /// <param name="opening">The files.</param>
    public Task CheckAsync(RunOpening opening)
    {
        return ShowAsync(StageAndCheckAsync());

        async Task StageAndCheckAsync()
        {
            await opening.StageAsync(Context.Stopping);
            await Follower.UntilCheckedAsync(Context.Stopping);
        }
    }

    /// <summary>Follows the run until it is settled or nothing moves any more, and says what became of it.</summary>
    /// <param name="waiting">Waits for it.</param>
    public async Task<ExitCode> FinishAsync(Task waiting)
    {
        await ShowAsync(waiting);
        await Refusals.ReportAsync(Feed.Seen, Context.Stopping);
        await RunReport.FinishedAsync(Context.Terminal, Feed.Seen, Client);
        return RunExits.Of(Feed.Seen);
    }

    /// <summary>Does it, and says to whom interrupts it that the run goes on.</summary>
    public async Task<ExitCode> RunAsync(Func<Task<ExitCode>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not CommandException && Context.Stopping.IsCancellationRequested)
        {
            throw new CommandException(ExitCode.Interrupted, Interrupted(Feed.View), e);
        }
    }

    private CliError Interrupted(RunView? view) => view switch
    {
        null or { State: RunState.Staging } => new CliError("interrupted", "Interrupted before the engine had all files; nothing was finalized.") { Mend = "Start the same command again." },
        { State: RunState.AwaitingConfirmation } => new CliError("interrupted", $"Interrupted. The run {view.Id} waits for its confirmation.") { Mend = $"Confirm it: dispatchctl run confirm {view.Id}." },
        _ when Context.Engine.Gateway is not null => new CliError("interrupted", $"Interrupted. The run {view.Id} goes on in the engine.") { Mend = $"Follow it: dispatchctl run watch {view.Id}." },
        _ => new CliError("interrupted", $"Interrupted. The run {view.Id} is on disk and goes on with the next start.") { Mend = "Run 'dispatchctl resume' or 'dispatchctl serve' with the same --data." },
    };
}
