using Dispatch.Cli.Errors;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Dispatch.Cli.Engine;

/// <summary>Decides who does the work: an engine in this process, or the one behind a gateway.</summary>
internal static class EngineAccess
{
    /// <summary>Opens the engine. A folder that another process holds is written through that process's gateway.</summary>
    /// <exception cref="CommandException">The folder or the gateway cannot be used.</exception>
    public static async Task<EngineSession> OpenAsync(EngineOptions options, EngineUse use, CancellationToken cancellationToken)
    {
        if (options.Gateway is { } gateway)
            return await ConnectAsync(options, gateway, cancellationToken);

        try
        {
            var host = await StartHostAsync(Settings(options) with { IsReadOnly = use == EngineUse.Read }, cancellationToken);
            return new EngineSession(new DispatchClient(host.Grains), host);
        }
        catch (DataFolderInUseException e) when (e.Gateway is { Length: > 0 } holder)
        {
            try
            {
                return await ConnectAsync(options, holder, cancellationToken);
            }
            catch (GatewayUnreachableException)
            {
                throw new CommandException(ExitCode.Unreachable, ExceptionTranslation.InUse(e), e);
            }
        }
    }

    /// <summary>Starts an engine in this process.</summary>
    /// <exception cref="CommandException">The folder cannot be used.</exception>
    /// <exception cref="DataFolderInUseException">Another process works on it.</exception>
    public static async Task<DispatchHost> StartHostAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await DispatchHost.StartAsync(settings, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(
                ExitCode.Unreachable,
                new CliError("folder_unusable", e.Message) { Field = "--data", Value = settings.DataFolder, Mend = "Name a folder that you may write to." },
                e);
        }
    }

    /// <summary>What the options say about a hosted engine.</summary>
    public static HostSettings Settings(EngineOptions options) => new()
    {
        DataFolder = options.DataFolder,
        ConfigFile = options.ConfigFile,
        TraceFile = options.TraceFile,
    };

    private static async Task<EngineSession> ConnectAsync(EngineOptions options, string gateway, CancellationToken cancellationToken)
    {
        try
        {
            var connection = await DispatchConnection.ConnectAsync(ReadConnection(options, gateway), cancellationToken);
            return new EngineSession(connection.Client, connection);
        }
        catch (FormatException e)
        {
            throw CommandException.Usage(e.Message, "--gateway", gateway);
        }
    }

    private static DispatchConnectionOptions ReadConnection(EngineOptions options, string gateway)
    {
        var builder = new ConfigurationBuilder();
        if (options.Gateway is null)
            builder.AddJsonFile(Path.GetFullPath(Path.Combine(options.DataFolder, "appsettings.json")), optional: true);
        try
        {
            if (options.ConfigFile is { } file)
                builder.AddJsonFile(Path.GetFullPath(file), optional: false);
            var configuration = builder.AddEnvironmentVariables().Build();
            var tls = configuration.GetSection("Client:Tls");
            return new DispatchConnectionOptions
            {
                Gateway = gateway,
                ClusterId = configuration["Silo:ClusterId"] ?? "dispatch",
                Tls = new ClientTlsOptions
                {
                    CertificateFile = tls["CertificateFile"],
                    KeyFile = tls["KeyFile"],
                    CaFile = tls["CaFile"],
                    SiloName = tls["SiloName"],
                    ClientName = tls["ClientName"],
                },
            };
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw CommandException.Usage(e.Message, "--config", options.ConfigFile, "Name a JSON file that exists.");
        }
    }
}
