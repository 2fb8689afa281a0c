namespace Dispatch.EndToEnd.Cli;

public sealed class DemoTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dispatchctl-demo-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Demo_NewFolder_SettlesAsExpectedAndIsNamedFirstAndLast()
    {
        var ended = await DispatchCtlProcess.RunAsync(_folder, "demo");

        Assert.True(ended.ExitCode == 0, ended.Output + ended.Error);
        var named = $"Demo folder: {Path.Combine(_folder, "dispatch-demo-1")}";
        var lines = ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(named, lines[0]);
        Assert.Equal(named, lines[^1]);
    }

    [Fact]
    public async Task Demo_FolderInUse_IsClearedOnlyIfItIsADemosAndFreshIsGiven()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "thesis.docx"), "mine", TestContext.Current.CancellationToken);

        Assert.Equal(2, (await DispatchCtlProcess.RunAsync(_folder, "demo", "--out", ".")).ExitCode);
        Assert.Equal(2, (await DispatchCtlProcess.RunAsync(_folder, "demo", "--out", ".", "--fresh")).ExitCode);
        Assert.True(File.Exists(Path.Combine(_folder, "thesis.docx")));
    }
}
