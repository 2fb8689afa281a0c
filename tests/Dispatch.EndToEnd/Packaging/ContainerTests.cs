using System.Globalization;
using System.Text.RegularExpressions;
using Dispatch.Tests.Servers;

namespace Dispatch.EndToEnd.Packaging;

/// <summary>What the container files say works, as far as it can be shown without a container engine.</summary>
public sealed partial class ContainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-container-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Compose_AllProfiles_IsValidAndDescribesTheCluster()
    {
        var root = FindRoot();
        await SystemProgram.RunAsync(root, "docker-compose", "config", "--quiet");

        var services = await SystemProgram.RunAsync(root, "docker-compose", "--profile", "cluster", "--profile", "client", "config", "--services");

        Assert.Equal(
            ["client", "cluster-client", "database", "silo", "silo-1", "silo-2"],
            services.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dockerfile_PublishStep_MakesASiloAndAClientThatWorkTogether()
    {
        var source = Path.Combine(_folder, "source");
        await CopySourceAsync(FindRoot(), source);
        var dockerfile = await File.ReadAllTextAsync(Path.Combine(source, "silo", "Dockerfile"), TestContext.Current.CancellationToken);
        var publish = PublishStep().Match(dockerfile).Groups["command"].Value.Replace("/publish", Path.Combine(_folder, "publish"), StringComparison.Ordinal);
        Assert.Contains("dotnet publish", publish, StringComparison.Ordinal);
        await SystemProgram.RunAsync(source, "sh", "-c", publish);

        // The programs that the images start, with what they set.
        Assert.Equal(["/app/dispatchctl", "/app/Dispatch.Silo"], EntryPoint().Matches(dockerfile).Select(match => match.Groups["program"].Value));
        var gateway = FreePort.Take();
        using var silo = SystemProgram.Start(
            _folder, "env", $"Silo__GatewayPort={gateway.ToString(CultureInfo.InvariantCulture)}", Path.Combine(_folder, "publish", "silo", "Dispatch.Silo"), Path.Combine(_folder, "data"));
        try
        {
            Assert.Equal($"ready gateway=127.0.0.1:{gateway}", await silo.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            await File.WriteAllTextAsync(Path.Combine(_folder, "biller.jsonl"), Biller, TestContext.Current.CancellationToken);
            var client = Path.Combine(_folder, "publish", "client", "dispatchctl");

            await SystemProgram.RunAsync(_folder, client, "--gateway", $"127.0.0.1:{gateway}", "biller", "import", "biller.jsonl");

            Assert.Contains("packaged", await SystemProgram.RunAsync(_folder, client, "--gateway", $"127.0.0.1:{gateway}", "biller", "list"), StringComparison.Ordinal);
        }
        finally
        {
            silo.Kill();
            await silo.WaitForExitAsync(CancellationToken.None);
        }
    }

    private const string Biller = """{"id":"packaged","name":"Stadtwerke Musterwil","address":{"street":"Werkstrasse","buildingNumber":"12","postalCode":"3999","city":"Musterwil","country":"CH"}}""";

    /// <summary>What a clean clone with today's changes would have.</summary>
    private static async Task CopySourceAsync(string root, string target)
    {
        var files = await SystemProgram.RunAsync(root, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z");
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(root, file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, file))!);
            File.Copy(Path.Combine(root, file), Path.Combine(target, file));
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dispatch.Orleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^RUN (?<command>dotnet publish(.*\\\n)*.*)$", RegexOptions.Multiline)]
    private static partial Regex PublishStep();

    [GeneratedRegex("""^ENTRYPOINT \["(?<program>[^"]+)""", RegexOptions.Multiline)]
    private static partial Regex EntryPoint();
}
