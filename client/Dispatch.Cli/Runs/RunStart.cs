using Dispatch.Abstractions;
using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Inputs;
using Dispatch.Client;

namespace Dispatch.Cli.Runs;

/// <summary>Starts a run, or goes on with it.</summary>
/// <param name="context">What the command was given.</param>
/// <param name="client">The engine.</param>
/// <param name="options">The options of finalizing.</param>
/// <param name="runId">The run's id; none: it is derived.</param>
/// <param name="onRefused">What to do with the rest where inputs are refused; none: ask.</param>
internal sealed class RunStart(CommandContext context, DispatchClient client, FinalizeOptions options, string? runId, OnRefused? onRefused)
{
    private const int PreviewCount = 10;

    /// <summary>Runs it to its end.</summary>
    public Task<ExitCode> RunAsync(RunFiles files)
    {
        var session = new RunSession(context, client, new RunFeed(files.Files.Count));
        return session.RunAsync(() => RunAsync(session, files));
    }

    private async Task<ExitCode> RunAsync(RunSession session, RunFiles files)
    {
        var template = options.Template(context);
        var feed = session.Feed;
        var opening = new RunOpening(client, files, feed);
        await session.OpenAsync(opening, runId, template);
        RunReport.Started(context.Terminal, feed.Seen);

        if (!feed.Seen.IsConfirmed())
        {
            await session.CheckAsync(opening);
            RunReport.Checked(context.Terminal, feed.Seen);
            await session.Refusals.ReportAsync(feed.Seen, context.Stopping);
            var confirmation = new Confirmation(context.Terminal, context.Get(options.Yes));
            await new RunDecision(session, confirmation, onRefused).DecideAsync(template.Printer, () => PreviewAsync(session, files, template));
        }

        return await session.FinishAsync(session.Follower.UntilSettledAsync(context.Get(options.Wait), context.Stopping));
    }

    private async Task<IReadOnlyList<string>> PreviewAsync(RunSession session, RunFiles files, FinalizeInvoiceRequest template)
    {
        var writer = new PreviewWriter(client, template with { RunId = session.Feed.Seen.Id }, context.Engine.PreviewFolder, context.Clock);
        var paths = new List<string>();
        foreach (var (_, file) in files.Files.Index().Where(entry => !session.Refusals.Contains(entry.Index)).Take(PreviewCount))
            paths.Add((await writer.WriteAsync(file, context.Stopping)).Path);
        if (session.Feed.Seen.Inputs.Valid > PreviewCount)
            context.Terminal.Note($"The first {PreviewCount} of {session.Feed.Seen.Inputs.Valid} invoices are previewed.");
        return [.. paths.Distinct(StringComparer.Ordinal)];
    }
}
