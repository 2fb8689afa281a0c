using System.Net;
using System.Net.Sockets;
using Dispatch.Tests.Servers.Faults;
using Microsoft.Extensions.Time.Testing;

namespace Dispatch.Tests.Servers;

public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private readonly Socket _target = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly FaultProxy _proxy;

    public FaultProxyTests()
    {
        _target.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _target.Listen();
        _proxy = new FaultProxy(((IPEndPoint)_target.LocalEndPoint!).Port, _time);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _target.Dispose();
    }

    [Fact]
    public async Task Healthy_BothWaysAndTheEnd_ArePassedOn()
    {
        var (client, server) = await ConnectAsync();

        Assert.Equal(1, await PassAsync(client, server, 1));
        Assert.Equal(2, await PassAsync(server, client, 2));
        server.Shutdown(SocketShutdown.Send);
        Assert.Equal(-1, await ReadAsync(client));
        Assert.Equal(3, await PassAsync(client, server, 3));
    }

    [Fact]
    public async Task Refuse_NewConnections_AreRefusedAndOpenOnesGoOn()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Refuse();

        Assert.Equal(SocketError.ConnectionRefused, (await Assert.ThrowsAnyAsync<SocketException>(ConnectAsync)).SocketErrorCode);
        Assert.Equal(1, await PassAsync(client, server, 1));
        _proxy.Heal();
        var (next, nextServer) = await ConnectAsync();
        Assert.Equal(2, await PassAsync(next, nextServer, 2));
    }

    [Fact]
    public async Task Drop_OpenConnections_AreResetOnBothSides()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Drop();

        Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAnyAsync<SocketException>(() => ReadAsync(client))).SocketErrorCode);
        Assert.Equal(SocketError.ConnectionReset, (await Assert.ThrowsAnyAsync<SocketException>(() => ReadAsync(server))).SocketErrorCode);
        var (next, nextServer) = await ConnectAsync();
        Assert.Equal(1, await PassAsync(next, nextServer, 1));
    }

    [Fact]
    public async Task Delay_Data_ArrivesAfterTheTime()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Delay(TimeSpan.FromSeconds(3));
        var passing = PassAsync(client, server, 1);
        await HeldAsync(1);
        _time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(passing.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(1, await passing);
    }

    [Fact]
    public async Task Stall_BothWays_ArriveWhenHealed()
    {
        var (client, server) = await ConnectAsync();

        _proxy.Stall();
        var there = PassAsync(client, server, 1);
        var back = PassAsync(server, client, 2);
        await HeldAsync(2);
        Assert.False(there.IsCompleted || back.IsCompleted);

        _proxy.Heal();
        Assert.Equal(1, await there);
        Assert.Equal(2, await back);
    }

    [Fact]
    public async Task Drop_StalledConnections_LoseWhatWasHeld()
    {
        var (client, server) = await ConnectAsync();
        _proxy.Stall();
        var passing = PassAsync(client, server, 1);
        await HeldAsync(1);

        _proxy.Drop();
        _proxy.Heal();

        await Assert.ThrowsAnyAsync<SocketException>(() => passing);
        await HeldAsync(0); // the proxy may notice a moment after the client
    }

    [Fact]
    public async Task Connect_NobodyBehindIt_IsReset()
    {
        _target.Dispose();

        // The reset may come while the client still connects.
        var reset = await Assert.ThrowsAnyAsync<SocketException>(async () =>
        {
            using var client = await OpenAsync();
            await ReadAsync(client);
        });

        Assert.Equal(SocketError.ConnectionReset, reset.SocketErrorCode);
    }

    private async Task<(Socket Client, Socket Server)> ConnectAsync()
    {
        var client = await OpenAsync();
        return (client, await _target.AcceptAsync(Stop));
    }

    private async Task<Socket> OpenAsync()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _proxy.Port), Stop);
        return client;
    }

    private async Task HeldAsync(int count)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (_proxy.HeldCount != count)
            await tick.WaitForNextTickAsync(limit.Token);
    }

    private static async Task<int> PassAsync(Socket from, Socket to, byte value)
    {
        await from.SendAsync(new[] { value }, Stop);
        return await ReadAsync(to);
    }

    /// <summary>One byte; -1 at the end.</summary>
    private static async Task<int> ReadAsync(Socket from)
    {
        var one = new byte[1];
        return await from.ReceiveAsync(one, Stop) == 0 ? -1 : one[0];
    }
}
