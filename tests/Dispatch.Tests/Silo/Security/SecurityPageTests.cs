using System.Text.Json;
using Dispatch.Cli;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Client;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Documents.Rendering;
using Dispatch.Tests.Servers.Fixtures;

namespace Dispatch.Tests.Silo.Security;

/// <summary>What docs/security.md says is done as it says.</summary>
[Collection("engine")]
public sealed class SecurityPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Certificates_MadeAsThePageSays_ServeACommand()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "security.md"), Stop);
        var begin = page.IndexOf("```sh\n", StringComparison.Ordinal) + "```sh\n".Length;
        var script = _folder.Write($"set -eu\ncd '{_folder.Path}'\n{page[begin..page.IndexOf("```\n", begin, StringComparison.Ordinal)]}", "make.sh");
        Tool.Run("openssl", "version");

        var (exitCode, output) = Tool.Run("sh", script);

        Assert.True(exitCode == 0, output);
        var silo = new IssuedFiles(_folder.File("silo.crt"), _folder.File("silo.key"), _folder.File("ca.crt"));
        await using var host = await DispatchHost.StartAsync(
            new HostSettings { DataFolder = _folder.File("data"), Overrides = silo.ForSilo().ToDictionary(setting => setting.Key, setting => (string?)setting.Value) }, Stop);
        await using var session = await EngineAccess.OpenAsync(Options(host, "client.crt", "client.key", "ca.crt"), EngineUse.Read, Stop);
        Assert.Empty(await session.Client.Catalog.ListBillersAsync());
    }

    [Fact]
    public async Task Command_WithWrongFiles_EndsWithUsageAndNamesTheKey()
    {
        await using var host = await DispatchHost.StartAsync(new HostSettings { DataFolder = _folder.File("data") }, Stop);

        var wrong = await Assert.ThrowsAsync<ConnectionSettingsException>(() => EngineAccess.OpenAsync(Options(host, "no.crt", "no.key", "no.crt"), EngineUse.Read, Stop));
        var translated = ExceptionTranslation.Translate(wrong, stopping: false);

        Assert.Equal(ExitCode.Usage, translated.ExitCode);
        Assert.Contains("Client:Tls:CertificateFile", Assert.Single(translated.Errors).Message, StringComparison.Ordinal);
    }

    private EngineOptions Options(DispatchHost host, string certificate, string key, string authority)
    {
        var tls = new { CertificateFile = _folder.File(certificate), KeyFile = _folder.File(key), CaFile = _folder.File(authority) };
        var config = _folder.Write(JsonSerializer.Serialize(new { Client = new { Tls = tls } }), "client.json");
        return new EngineOptions(_folder.File("none"), host.Gateway, config, TraceFile: null);
    }
}
