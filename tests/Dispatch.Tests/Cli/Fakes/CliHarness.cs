using Dispatch.Cli.CommandLine;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Output;
using Spectre.Console.Testing;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>Runs command lines in this process, with a folder of files.</summary>
internal sealed class CliHarness : IDisposable
{
    public FakeEngine Engine { get; } = new();

    /// <summary>What commands work with in place of <see cref="Engine"/>.</summary>
    public EngineOpener? Open { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Cancelled by whoever plays Ctrl-C.</summary>
    public CancellationToken Stopping { get; set; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dispatchctl-").FullName;

    /// <summary>A file in the folder.</summary>
    public string Write(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <summary>Runs without a terminal.</summary>
    public Task<CliEnding> RunAsync(params string[] args) => RunAsync(null, args);

    /// <summary>Runs as a person types, who answers the questions.</summary>
    public Task<CliEnding> AskAsync(string[] answers, params string[] args)
    {
        var console = new TestConsole();
        console.Profile.Capabilities.Interactive = true;
        foreach (var answer in answers)
            console.Input.PushTextWithEnter(answer);
        return RunAsync(console, args);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private async Task<CliEnding> RunAsync(TestConsole? person, string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var terminal = new Terminal
        {
            Out = Terminal.CreateConsole(output, isPassive: true),
            Error = person ?? Terminal.CreateConsole(error, isPassive: true),
            CanPrompt = person is not null,
        };
        string[] all = args.Contains("--gateway") || args.Contains("demo") ? args : [.. args, "--data", Path.Combine(Folder, "data")];
        var code = await new DispatchCtl(terminal, Clock, Open ?? Engine.OpenAsync).RunAsync(all, Stopping);
        var said = person?.Output ?? error.ToString();
        return code == Dispatch.Cli.ExitCode.InternalError ? throw new InvalidOperationException(said) : new CliEnding(code, output.ToString(), said);
    }
}
