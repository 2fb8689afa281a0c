using System.Text.RegularExpressions;

namespace Dispatch.EndToEnd.Packaging;

/// <summary>The source as a clean clone with today's changes has it, published by the step of the Dockerfile. One for all tests that need it.</summary>
public sealed partial class PublishedSource : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("dispatch-published-").FullName;

    /// <summary>The repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The Dockerfile's text.</summary>
    public string Dockerfile { get; private set; } = "";

    /// <summary>The published silo.</summary>
    public string Silo => Path.Combine(_root, "publish", "silo", "Dispatch.Silo");

    /// <summary>The published command line.</summary>
    public string Client => Path.Combine(_root, "publish", "client", "dispatchctl");

    private string Source => Path.Combine(_root, "source");

    public async ValueTask InitializeAsync()
    {
        await CopyAsync();
        Dockerfile = await File.ReadAllTextAsync(Path.Combine(Source, "silo", "Dockerfile"), TestContext.Current.CancellationToken);
        var command = PublishStep().Match(Dockerfile).Groups["command"].Value;
        Assert.Contains("dotnet publish", command, StringComparison.Ordinal);
        await SystemProgram.RunAsync(Source, "sh", "-c", command.Replace("/publish", Path.Combine(_root, "publish"), StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Publishes a silo from the source with changes made to it.</summary>
    /// <param name="change">Makes them, in the source's folder.</param>
    /// <returns>The silo's program.</returns>
    public async Task<string> PublishChangedAsync(Action<string> change)
    {
        change(Source);
        var folder = Path.Combine(_root, "changed");
        await SystemProgram.RunAsync(Source, "dotnet", "publish", "silo/Dispatch.Silo", "-c", "Release", "-o", folder, "-p:EnableOrleansContractsAnalyzer=false");
        return Path.Combine(folder, "Dispatch.Silo");
    }

    private async Task CopyAsync()
    {
        var files = await SystemProgram.RunAsync(Repository, "git", "ls-files", "--cached", "--others", "--exclude-standard", "-z");
        foreach (var file in files.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Repository, file))))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Source, file))!);
            File.Copy(Path.Combine(Repository, file), Path.Combine(Source, file));
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Dispatch.Orleans.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run within the repository.");
        return folder.FullName;
    }

    [GeneratedRegex(@"^RUN (?<command>dotnet publish(.*\\\n)*.*)$", RegexOptions.Multiline)]
    private static partial Regex PublishStep();
}
