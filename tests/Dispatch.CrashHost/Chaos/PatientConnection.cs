using Dispatch.Client;

namespace Dispatch.CrashHost.Chaos;

/// <summary>A connection of an app that expects its engine to come and go: a call that fails is made again, when it goes on failing over a new connection.</summary>
internal sealed class PatientConnection(string gateways, string clusterId) : IAsyncDisposable
{
    private const int FailuresBeforeReconnect = 3;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(250);

    private readonly SemaphoreSlim _connecting = new(1);
    private DispatchConnection? _connection;

    /// <summary>Makes a call until it is answered.</summary>
    public async Task<T> CallAsync<T>(Func<DispatchClient, Task<T>> call)
    {
        for (var failures = 1; ; failures++)
        {
            var connection = await ConnectAsync();
            try
            {
                return await call(connection.Client);
            }
            catch (Exception e) when (TransientFailure.Is(e) || e is ObjectDisposedException)
            {
                if (failures % FailuresBeforeReconnect == 0)
                    await DisconnectAsync(connection);
                await Task.Delay(_pause);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
            await connection.DisposeAsync();
        _connecting.Dispose();
    }

    private async Task<DispatchConnection> ConnectAsync()
    {
        await _connecting.WaitAsync();
        try
        {
            while (_connection is null)
            {
                try
                {
                    _connection = await DispatchConnection.ConnectAsync(gateways, clusterId);
                }
                catch (GatewayUnreachableException)
                {
                    await Task.Delay(_pause);
                }
            }

            return _connection;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task DisconnectAsync(DispatchConnection failed)
    {
        await _connecting.WaitAsync();
        try
        {
            if (_connection != failed)
                return;    // another call did so before
            _connection = null;
        }
        finally
        {
            _connecting.Release();
        }

        await failed.DisposeAsync();
    }
}
