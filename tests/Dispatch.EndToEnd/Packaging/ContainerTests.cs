using System.Text.RegularExpressions;

namespace Dispatch.EndToEnd.Packaging;

/// <summary>What the container files say works, as far as it can be shown without a container engine.</summary>
[Collection(PublishedTests.Name)]
public sealed partial class ContainerTests(PublishedSource published) : IDisposable
{
    private const string Biller = """{"id":"packaged","name":"Stadtwerke Musterwil","address":{"street":"Werkstrasse","buildingNumber":"12","postalCode":"3999","city":"Musterwil","country":"CH"}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("dispatch-container-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Compose_AllProfiles_IsValidAndDescribesTheCluster()
    {
        await SystemProgram.RunAsync(PublishedSource.Repository, "docker-compose", "config", "--quiet");

        var services = await SystemProgram.RunAsync(PublishedSource.Repository, "docker-compose", "--profile", "cluster", "--profile", "client", "config", "--services");

        Assert.Equal(
            ["client", "cluster-client", "database", "silo", "silo-1", "silo-2"],
            services.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Dockerfile_PublishStep_MakesASiloAndAClientThatWorkTogether()
    {
        Assert.Equal(["/app/dispatchctl", "/app/Dispatch.Silo"], EntryPoint().Matches(published.Dockerfile).Select(match => match.Groups["program"].Value));
        await using var silo = await PublishedSilo.StartAsync(published.Silo, Path.Combine(_folder, "data"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "biller.jsonl"), Biller, TestContext.Current.CancellationToken);

        await SystemProgram.RunAsync(_folder, published.Client, "--gateway", silo.Gateway, "biller", "import", "biller.jsonl");

        Assert.Contains("packaged", await SystemProgram.RunAsync(_folder, published.Client, "--gateway", silo.Gateway, "biller", "list"), StringComparison.Ordinal);
        await silo.StopAsync();
    }

    [GeneratedRegex("""^ENTRYPOINT \["(?<program>[^"]+)""", RegexOptions.Multiline)]
    private static partial Regex EntryPoint();
}
