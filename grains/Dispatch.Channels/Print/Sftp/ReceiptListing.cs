namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// The names in a service's receipt folder, read at most once in a while for all that wait: thousands of letters may wait for days, and each asking over
/// a connection of its own would keep both sides busy with logins.
/// </summary>
/// <param name="service">The service.</param>
/// <param name="folder">Its receipt folder.</param>
/// <param name="maxAge">How old a listing may be.</param>
internal sealed class ReceiptListing(SftpService service, string folder, TimeSpan maxAge)
{
    private readonly Lock _lock = new();
    private Task<HashSet<string>>? _names;
    private long _begunAt;

    /// <summary>Whether a file was there a moment ago. Fails as the connection does, for all that ask together.</summary>
    public async Task<bool> ContainsAsync(string name, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Task<HashSet<string>> names;
        lock (_lock)
        {
            if (_names is null || Environment.TickCount64 - _begunAt >= maxAge.TotalMilliseconds)
                (_names, _begunAt) = (ListAsync(timeout), Environment.TickCount64);
            names = _names;
        }

        return (await names.WaitAsync(cancellationToken)).Contains(name);
    }

    /// <summary>Ends with its own time-out, not with that of the first who asked.</summary>
    private async Task<HashSet<string>> ListAsync(TimeSpan timeout)
    {
        using var limit = new CancellationTokenSource(timeout);
        await using var session = await service.ConnectAsync(limit.Token);
        return (await session.ListAsync(folder, limit.Token)).ToHashSet(StringComparer.Ordinal);
    }
}
