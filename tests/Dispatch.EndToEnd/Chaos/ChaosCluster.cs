using System.Globalization;
using Dispatch.Tests.Servers.Faults;
using Dispatch.Tests.Servers.Postgres;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>A private database, silos that each reach it over a network of their own, and one printer's spool folder that all share.</summary>
internal sealed class ChaosCluster : IAsyncDisposable
{
    /// <summary>The cluster's id.</summary>
    public const string Id = "chaos";

    private const int DropCount = 4;

    private static readonly TimeSpan _delay = TimeSpan.FromSeconds(0.2);

    private readonly PrivatePostgres _server;
    private readonly string _database;

    private ChaosCluster(PrivatePostgres server, string database, IReadOnlyList<SupervisedSilo> silos) => (_server, _database, Silos) = (server, database, silos);

    /// <summary>Its silos.</summary>
    public IReadOnlyList<SupervisedSilo> Silos { get; }

    /// <summary>Their gateways, as a client names them.</summary>
    public string Gateways => string.Join(',', Silos.Select(silo => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{silo.GatewayPort}")));

    /// <summary>How to reach the database past all faults but its own.</summary>
    public string ConnectionString => _server.ConnectionString(_database);

    /// <summary>Starts the database and the silos; when it returns, all of them accept work.</summary>
    /// <param name="root">Where everything lies.</param>
    /// <param name="siloCount">How many silos.</param>
    /// <param name="relayPort">Where e-mail goes.</param>
    public static async Task<ChaosCluster> StartAsync(string root, int siloCount, int relayPort)
    {
        var server = await PrivatePostgres.CreateAsync();
        var silos = new List<SupervisedSilo>();
        ChaosCluster? cluster = null;
        try
        {
            var database = await server.CreateDatabaseAsync();
            cluster = new ChaosCluster(server, database, silos);
            for (var number = 0; number < siloCount; number++)
            {
                var network = new FaultProxy(server.Port);
                silos.Add(new SupervisedSilo(Path.Combine(root, $"silo{number}"), network, Configure(root, server.ConnectionString(database, network.Port), relayPort)));
            }

            await Task.WhenAll(silos.Select(silo => silo.UpAsync()));
            return cluster;
        }
        catch
        {
            await (cluster?.DisposeAsync() ?? server.DisposeAsync());
            throw;
        }
    }

    /// <summary>Lets something go wrong and returns when it is healed.</summary>
    public async Task SufferAsync(ChaosFault fault)
    {
        var silo = Silos[fault.Silo];
        switch (fault.Kind)
        {
            case ChaosFaultKind.SiloKilled:
                silo.Kill(fault.Duration);
                await Task.Delay(fault.Duration);
                break;
            case ChaosFaultKind.SiloPaused:
                silo.Pause();
                await Task.Delay(fault.Duration);
                silo.Resume();
                break;
            case ChaosFaultKind.DatabaseStopped:
                await _server.StopAsync(PostgresStop.Immediate);
                await Task.Delay(fault.Duration);
                await _server.StartAsync();
                break;
            case ChaosFaultKind.ConnectionsDropped:
                for (var drop = 0; drop < DropCount; drop++)
                {
                    silo.Network.Drop();
                    await Task.Delay(fault.Duration / DropCount);
                }

                break;
            case ChaosFaultKind.ConnectionsDelayed:
                silo.Network.Delay(_delay);
                await Task.Delay(fault.Duration);
                silo.Network.Heal();
                break;
            case ChaosFaultKind.ConnectionsStalled:
                silo.Network.Stall();
                await Task.Delay(fault.Duration);
                silo.Network.Heal();
                break;
            case ChaosFaultKind.ConnectionsRefused:
                silo.Network.Refuse();
                silo.Network.Drop();
                await Task.Delay(fault.Duration);
                silo.Network.Heal();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault), fault.Kind, "No such fault.");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
            await silo.Network.DisposeAsync();
        }

        await _server.DisposeAsync();
    }

    private static Dictionary<string, string> Configure(string root, string connectionString, int relayPort) => new()
    {
        ["Storage__Provider"] = "PostgreSql",
        ["Storage__ConnectionString"] = connectionString,
        ["Documents__Provider"] = "PostgreSql",
        ["Silo__ClusterId"] = Id,
        ["Email__Host"] = "127.0.0.1",
        ["Email__Port"] = relayPort.ToString(CultureInfo.InvariantCulture),
        ["Email__Security"] = "None",
        ["Email__Retry__FirstDelay"] = "00:00:00.5",
        ["Email__Retry__MaxDelay"] = "00:00:02",
        ["Print__SpoolFolder"] = Path.Combine(root, "data", "print"),
        ["Print__SpoolTimeout"] = "00:00:04",
        ["Print__Retry__FirstDelay"] = "00:00:00.5",
        ["Print__Retry__MaxDelay"] = "00:00:02",
    };
}
