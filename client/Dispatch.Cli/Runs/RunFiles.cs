using System.Runtime.CompilerServices;
using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs;

/// <summary>The files of a run, read twice: for their hash, which says whether the run is known, and to be staged.</summary>
/// <param name="input">Where they are; it ends with them.</param>
internal sealed class RunFiles(RunInput input) : IDisposable
{
    /// <summary>The files, in order.</summary>
    public IReadOnlyList<InvoiceFile> Files => input.Files;

    /// <summary>Finds the files.</summary>
    /// <param name="path">A folder, an archive, a file or a list of files.</param>
    /// <param name="stopping">Stops the unpacking of an archive.</param>
    /// <exception cref="CommandException">There is nothing to read.</exception>
    public static RunFiles Resolve(string path, CancellationToken stopping) => new(RunInput.Resolve(path, stopping: stopping));

    /// <inheritdoc/>
    public void Dispose() => input.Dispose();

    /// <summary>The hash over names and contents.</summary>
    /// <param name="read">Told after each file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<ContentHash> HashAsync(Action read, CancellationToken cancellationToken)
    {
        using var hash = new RunInputHash();
        foreach (var file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.Add(file.Name, await RunFileReader.HashAsync(file, cancellationToken));
            read();
        }

        return hash.Finish();
    }

    /// <summary>The files as inputs, one after the other.</summary>
    /// <param name="expected">Their hash.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CommandException">A file is another one by now.</exception>
    public async IAsyncEnumerable<Abstractions.RunInput> ReadAsync(ContentHash expected, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var hash = new RunInputHash();
        foreach (var (position, file) in Files.Index())
        {
            var (input, content) = await RunFileReader.ReadAsync(file, position, cancellationToken);
            hash.Add(file.Name, content);
            yield return input;
        }

        if (hash.Finish() != expected)
            throw new CommandException(ExitCode.Refused, new CliError("file_changed", "A file has changed while the run was started.") { Mend = "Start again." });
    }
}
