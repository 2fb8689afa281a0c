using Dispatch.Cli.Demo;

namespace Dispatch.EndToEnd.Cli;

/// <summary>A work folder with the sample utility in it and a data folder that knows it.</summary>
internal sealed class SampleFolder : IDisposable
{
    public SampleFolder()
    {
        Path = Directory.CreateTempSubdirectory("dispatchctl-e2e-").FullName;
        SampleUtility.WriteTo(Path);
    }

    /// <summary>Its path.</summary>
    public string Path { get; }

    /// <summary>The data folder.</summary>
    public string Data => System.IO.Path.Combine(Path, "data");

    /// <summary>The invoices, sorted by name.</summary>
    public IReadOnlyList<string> Invoices => [.. Directory.EnumerateFiles(System.IO.Path.Combine(Path, "invoices")).Order(StringComparer.Ordinal)];

    /// <summary>Runs a command on the data folder.</summary>
    public Task<DispatchCtlResult> RunAsync(params string[] args) => DispatchCtlProcess.RunAsync(Path, [.. args, "--data", Data]);

    /// <summary>Imports the biller and the subscriptions.</summary>
    public async Task ImportAsync()
    {
        Assert.Equal(0, (await RunAsync("biller", "import", "biller.jsonl")).ExitCode);
        Assert.Equal(0, (await RunAsync("subscription", "import", "subscriptions.jsonl")).ExitCode);
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
