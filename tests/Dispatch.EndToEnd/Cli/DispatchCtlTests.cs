namespace Dispatch.EndToEnd.Cli;

/// <summary>The commands as scripts use them, on the embedded engine.</summary>
public sealed class DispatchCtlTests : IDisposable
{
    private readonly SampleFolder _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task Help_Root_NamesCommandsAndExitCodes()
    {
        var ended = await DispatchCtlProcess.RunAsync(_sample.Path, "--help");

        Assert.Equal(0, ended.ExitCode);
        Assert.All(["demo", "serve", "resume", "biller", "subscription", "definition", "invoice", "run", "dispatch", "printer", "130"], word => Assert.Contains(word, ended.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "dispatch list --state lost")]
    [InlineData(3, "subscription import none.jsonl")]
    [InlineData(3, "invoice preview none.xml")]
    [InlineData(5, "invoice show none")]
    [InlineData(5, "dispatch cancel none~d1")]
    [InlineData(5, "definition list none")]
    [InlineData(2, "printer list --config none.json")]
    public async Task Run_CannotBeDone_EndsWithItsCode(int code, string line)
    {
        var ended = await _sample.RunAsync(line.Split(' '));

        Assert.Equal(code, ended.ExitCode);
        Assert.Empty(ended.Output);
        Assert.NotEmpty(ended.Error);
    }

    [Fact]
    public async Task Run_NobodyAtTheGateway_IsCode7()
    {
        var ended = await DispatchCtlProcess.RunAsync(_sample.Path, "invoice", "list", "--gateway", "127.0.0.1:1", "--json");

        Assert.Equal(7, ended.ExitCode);
        Assert.Equal("unreachable", (string?)Assert.Single(ended.Json)["error"]!["code"]);
    }

    [Fact]
    public async Task Run_DataIsAFile_IsCode7()
    {
        await File.WriteAllTextAsync(_sample.Data, "no folder", TestContext.Current.CancellationToken);

        Assert.Equal(7, (await _sample.RunAsync("resume")).ExitCode);
    }

    [Fact]
    public async Task Invoice_PreviewedConfirmedRepeatedAndChanged_EndsAsTheContractSays()
    {
        await _sample.ImportAsync();
        var file = _sample.Invoices[0];

        var preview = await _sample.RunAsync("invoice", "preview", file, "--json");
        Assert.Equal(0, preview.ExitCode);
        var number = (string)Assert.Single(preview.Json)["number"]!;
        Assert.True(File.Exists((string)preview.Json[0]["file"]!));

        var unconfirmed = await _sample.RunAsync("invoice", "finalize", file);
        Assert.Equal(6, unconfirmed.ExitCode);
        Assert.Equal(5, (await _sample.RunAsync("invoice", "show", number)).ExitCode);

        var first = await _sample.RunAsync("invoice", "finalize", file, "--yes", "--json");
        Assert.Equal(0, first.ExitCode);
        Assert.False((bool)Assert.Single(first.Json)["repeated"]!);
        Assert.Equal("settled", (string?)first.Json[0]["state"]);

        var second = await _sample.RunAsync("invoice", "finalize", file, "--yes", "--json");
        Assert.Equal(0, second.ExitCode);
        Assert.True((bool)Assert.Single(second.Json)["repeated"]!);

        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text + "<!-- changed -->\n", TestContext.Current.CancellationToken);
        var conflict = await _sample.RunAsync("invoice", "finalize", file, "--yes", "--json");
        Assert.Equal(4, conflict.ExitCode);
        Assert.NotNull(Assert.Single(conflict.Json)["error"]);

        var shown = await _sample.RunAsync("invoice", "show", number, "--json");
        Assert.Equal((string?)first.Json[0]["document"]!["sha256"], (string?)Assert.Single(shown.Json)["document"]!["sha256"]);
    }

    [Fact]
    public async Task Dispatches_OfARun_AreFilteredByKindAndState()
    {
        await _sample.ImportAsync();
        foreach (var file in _sample.Invoices.Skip(12))
            File.Delete(file);

        var run = await _sample.RunAsync("run", "start", "invoices", "--yes", "--json");
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(12, (int)run.Json[^1]["finalized"]!);

        var id = (string)run.Json[0]["run"]!;
        var all = (await _sample.RunAsync("dispatch", "list", "--run", id, "--json")).Json;
        var letters = (await _sample.RunAsync("dispatch", "list", "--run", id, "--kind", "post", "--state", "delivered", "--json")).Json;
        Assert.NotEmpty(letters);
        Assert.Equal(all.Count(line => (string?)line["kind"] == "post" && (string?)line["state"] == "delivered"), letters.Count);
        Assert.Equal(letters.Count, Directory.GetFiles(Path.Combine(_sample.Data, "print"), "*.pdf", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Serve_OtherCommandsOnItsFolder_GoThroughItsGateway()
    {
        await _sample.ImportAsync();
        var (process, gateway) = await DispatchCtlProcess.ServeAsync(_sample.Path, _sample.Data);
        await using var served = process;

        var written = await _sample.RunAsync("invoice", "finalize", _sample.Invoices[0], "--yes", "--json");
        Assert.Equal(0, written.ExitCode);
        var read = await _sample.RunAsync("invoice", "list", "--json");
        Assert.Single(read.Json);
        var remote = await DispatchCtlProcess.RunAsync(_sample.Path, "invoice", "list", "--gateway", gateway, "--json");
        Assert.Equal(0, remote.ExitCode);
        Assert.Equal(Assert.Single(read.Json).ToString(), Assert.Single(remote.Json).ToString());
        var second = await _sample.RunAsync("serve");
        Assert.Equal(7, second.ExitCode);
        Assert.Contains($"{served.Id}", second.Error, StringComparison.Ordinal);

        Assert.Equal(0, await served.StopAsync());
    }
}
