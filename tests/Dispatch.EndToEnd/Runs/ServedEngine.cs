using System.Globalization;
using Dispatch.Client;
using Dispatch.EndToEnd.Chaos;

namespace Dispatch.EndToEnd.Runs;

/// <summary>An embedded engine as an operator serves it, with the biller and the subscriptions of the chaos suite, and a relay.</summary>
internal sealed class ServedEngine : IAsyncDisposable
{
    private readonly ChaosProcess _process;
    private readonly string _root;

    private ServedEngine(string root, ChaosProcess process, CountingRelay relay, DispatchConnection connection, string gateway) =>
        (_root, _process, Relay, Connection, Gateway) = (root, process, relay, connection, gateway);

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>Its gateway.</summary>
    public string Gateway { get; }

    /// <summary>A connection to it.</summary>
    public DispatchConnection Connection { get; }

    /// <summary>Where its e-mail goes.</summary>
    public CountingRelay Relay { get; }

    /// <summary>Where its letters lie.</summary>
    public string Letters => Path.Combine(_root, "data", "print", "default");

    /// <summary>Where a command's messages go.</summary>
    public string CommandLog => Path.Combine(_root, "command.log");

    /// <summary>Starts it.</summary>
    /// <param name="root">Where everything lies.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static async Task<ServedEngine> StartAsync(string root, params IEnumerable<(string Name, string Value)> settings)
    {
        var relay = new CountingRelay();
        var environment = new Dictionary<string, string>
        {
            ["Email__Host"] = "127.0.0.1",
            ["Email__Port"] = relay.Port.ToString(CultureInfo.InvariantCulture),
            ["Email__Security"] = "None",

            // The test's relay answers each command in a packet of its own, 40 ms late where commands come together: many connections make up for it.
            ["Email__MaxConnections"] = "32",
        };
        foreach (var (name, value) in settings)
            environment[name] = value;
        var process = new ChaosProcess("dispatchctl", ["serve", "--data", Path.Combine(root, "data")], environment, Path.Combine(root, "serve.log"));
        Assert.True(await process.SaysAsync("ready"));
        var gateway = process.Lines.First()["ready gateway=".Length..];
        var connection = await DispatchConnection.ConnectAsync(gateway);
        await ChaosImport.RunAsync(connection.Client);
        return new ServedEngine(root, process, relay, connection, gateway);
    }

    /// <summary>Starts a command that works with it and hears Ctrl-C, also where the tests run in the background and it is ignored.</summary>
    public ChaosProcess Command(params string[] arguments) => new(
        "/usr/bin/env",
        ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, "dispatchctl"), .. arguments, "--gateway", Gateway],
        new Dictionary<string, string>(),
        CommandLog);

    /// <summary>Asks it to stop as an operator does.</summary>
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        _process.Send(ProcessSignal.Terminate);
        await _process.WaitAsync();
        _process.Dispose();
        await Relay.DisposeAsync();
    }
}
