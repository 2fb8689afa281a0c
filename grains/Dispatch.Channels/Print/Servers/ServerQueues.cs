using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Servers;

/// <summary>What the print servers have, and what of it is new. Called by one at a time.</summary>
internal sealed class ServerQueues(PrintOptions options, TimeProvider clock, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly List<Watched> _servers =
        [.. options.Servers.OrderBy(server => server.Key, StringComparer.Ordinal).Select(server => new Watched(new PrintServer(server.Key, server.Value)))];

    /// <summary>How they stand.</summary>
    public IReadOnlyList<DestinationState> States =>
        [.. _servers.Select(server => server.Away is var (since, reason) ? new DestinationState(server.Server.Name, since, reason) : new DestinationState(server.Server.Name, null, null))];

    /// <summary>Those that do not answer, as printers that are away: their queues may not be known.</summary>
    public IEnumerable<PrinterStatus> Away => _servers
        .Where(server => server.Away is not null)
        .Select(server => new PrinterStatus(server.Server.Name, server.Server.Options.Uri, PrinterCondition.Away, server.Away!.Reason, [], null) { IsServer = true });

    /// <summary>Asks all servers; those that do not answer keep what they had.</summary>
    /// <param name="isKnown">Whether there is a printer of a name.</param>
    /// <param name="open">Makes a queue a printer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The printers of new queues. One that cannot be opened is tried again next time.</returns>
    public async Task<IReadOnlyList<IPrinter>> FindNewAsync(
        Func<string, bool> isKnown, Func<string, IppAddress, PrinterOptions, IPrinter> open, CancellationToken cancellationToken)
    {
        await Task.WhenAll(_servers.Select(server => AskAsync(server, cancellationToken)));
        List<IPrinter> found = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var server in _servers)
        {
            foreach (var queue in server.Queues.Where(queue => IsNew(server, queue, isKnown, names)))
            {
                if (Open(server, queue, open) is { } printer)
                    found.Add(printer);
            }
        }
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _servers.ForEach(server => server.Server.Dispose());

    private async Task AskAsync(Watched server, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Patience, clock);
        using var asking = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var queues = await server.Server.ListAsync(asking.Token);
            if (server.Away is not null)
                logger.PrintServerAnswers(server.Server.Name);
            foreach (var gone in server.Used.Where(name => server.Queues.Any(queue => queue.Name == name) && queues.All(queue => queue.Name != name)))
                logger.ServerQueueGone(gone, server.Server.Name);
            (server.Queues, server.Away) = (queues, null);
        }
        catch (IppFailureException failure)
        {
            Lose(server, failure.Reason);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Lose(server, ReasonCode.Timeout);
        }
    }

    private void Lose(Watched server, ReasonCode reason)
    {
        if (server.Away is null)
            logger.PrintServerAway(server.Server.Name, reason);    // once for each time that it goes away
        server.Away = new Absence(server.Away?.Since ?? clock.GetUtcNow(), reason);
    }

    private bool IsNew(Watched server, ServerQueue queue, Func<string, bool> isKnown, HashSet<string> names)
    {
        if (server.Used.Contains(queue.Name) || server.Skipped.Contains(queue.Name))
            return false;

        // A name that is none of ours is not logged: it can hold anything.
        var cause = !PrinterName.IsValid(queue.Name) ? $"its name is not {PrinterName.Rule}"
            : queue.Address is null ? $"the server gives no address with a path for {queue.Name}"
            : isKnown(queue.Name) || !names.Add(queue.Name) ? $"there is a printer {queue.Name} already"
            : null;
        if (cause is null)
            return true;

        server.Skipped.Add(queue.Name);
        logger.ServerQueueSkipped(server.Server.Name, cause);
        return false;
    }

    private IPrinter? Open(Watched server, ServerQueue queue, Func<string, IppAddress, PrinterOptions, IPrinter> open)
    {
        try
        {
            var printer = open(queue.Name, queue.Address!, OptionsOf(server.Server.Options));
            server.Used.Add(queue.Name);
            logger.ServerQueueFound(queue.Name, server.Server.Name);
            return printer;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            // The file of certificates is just being replaced.
            if (server.Unusable.Add(queue.Name))
                logger.ServerQueueUnusable(queue.Name, server.Server.Name, error.GetType().Name);
            return null;
        }
    }

    private static PrinterOptions OptionsOf(PrintServerOptions server) => new()
    {
        UserName = server.UserName,
        PasswordFile = server.PasswordFile,
        CaFile = server.CaFile,
    };

    private sealed class Watched(PrintServer server)
    {
        public PrintServer Server => server;
        public IReadOnlyList<ServerQueue> Queues { get; set; } = [];
        public HashSet<string> Used { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Skipped { get; } = new(StringComparer.Ordinal);
        public HashSet<string> Unusable { get; } = new(StringComparer.Ordinal);

        /// <summary>Read by others while it is set.</summary>
        public Absence? Away { get; set; }
    }

    private sealed record Absence(DateTimeOffset Since, ReasonCode Reason);
}
