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
    private readonly string _root;
    private readonly int _relayPort;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly List<SupervisedSilo> _silos = [];

    private ChaosCluster(PrivatePostgres server, string database, string root, int relayPort, IReadOnlyDictionary<string, string> settings) =>
        (_server, _database, _root, _relayPort, _settings) = (server, database, root, relayPort, settings);

    /// <summary>Its silos.</summary>
    public IReadOnlyList<SupervisedSilo> Silos => _silos;

    /// <summary>Their gateways, as a client names them.</summary>
    public string Gateways => string.Join(',', Silos.Select(silo => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{silo.GatewayPort}")));

    /// <summary>How to reach the database past all faults but its own.</summary>
    public string ConnectionString => _server.ConnectionString(_database);

    /// <summary>Starts the database and the silos; when it returns, all of them accept work.</summary>
    /// <param name="root">Where everything lies.</param>
    /// <param name="siloCount">How many silos.</param>
    /// <param name="relayPort">Where e-mail goes.</param>
    /// <param name="settings">Further settings of the silos, as environment variables.</param>
    public static async Task<ChaosCluster> StartAsync(string root, int siloCount, int relayPort, IReadOnlyDictionary<string, string>? settings = null)
    {
        var server = await PrivatePostgres.CreateAsync();
        ChaosCluster? cluster = null;
        try
        {
            cluster = new ChaosCluster(server, await server.CreateDatabaseAsync(), root, relayPort, settings ?? new Dictionary<string, string>());
            await Task.WhenAll(Enumerable.Range(0, siloCount).Select(_ => cluster.Add().UpAsync()));
            return cluster;
        }
        catch
        {
            await (cluster?.DisposeAsync() ?? server.DisposeAsync());
            throw;
        }
    }

    /// <summary>Starts one more silo, under an address of its own.</summary>
    public SupervisedSilo Add()
    {
        var network = new FaultProxy(_server.Port);
        var silo = new SupervisedSilo(
            Path.Combine(_root, $"silo{_silos.Count}"), network, Configure(_root, _server.ConnectionString(_database, network.Port), _relayPort, _settings));
        _silos.Add(silo);
        return silo;
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

    private static Dictionary<string, string> Configure(string root, string connectionString, int relayPort, IReadOnlyDictionary<string, string> settings) => new(settings)
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
