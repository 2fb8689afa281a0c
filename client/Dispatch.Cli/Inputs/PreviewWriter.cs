using Dispatch.Abstractions;
using Dispatch.Cli.Engine;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Output;
using Dispatch.Client;

namespace Dispatch.Cli.Inputs;

/// <summary>Writes previews as PDF files.</summary>
/// <param name="client">The engine.</param>
/// <param name="template">The other members of the requests.</param>
/// <param name="folder">Where they go.</param>
/// <param name="clock">The clock.</param>
internal sealed class PreviewWriter(DispatchClient client, FinalizeInvoiceRequest template, string folder, TimeProvider clock)
{
    private readonly InvoiceFileReader _reader = new(client, template);

    /// <summary>Previews a file.</summary>
    /// <returns>The preview and the PDF that was written.</returns>
    /// <exception cref="CommandException">It would be refused, or the engine takes no work for too long.</exception>
    public async Task<(PreviewView Preview, string Path)> WriteAsync(InvoiceFile file, CancellationToken cancellationToken)
    {
        var read = await _reader.ReadAsync(file, cancellationToken);
        if (read.Request is not { } request)
            throw new CommandException(ExitCode.Refused, read.Error!);

        var answer = await PreviewAsync(request, cancellationToken);
        if (answer.Preview is not { } preview)
        {
            throw new CommandException(
                ExitCodes.ForRefused(answer.Errors.Select(error => error.Code == FinalizedInput.ConflictCode)),
                [.. answer.Errors.Select(error => CliError.Of(error, file.Name))]);
        }

        var pdf = await client.ReadDocumentAsync(preview.Document!.Sha256, cancellationToken)
            ?? throw new InvalidOperationException($"The preview of '{file.Name}' was not kept.");
        var path = Path.Combine(folder, FileNames.Encode(preview.Number) + ".pdf");
        await WholeFile.WriteAsync(path, pdf, cancellationToken);
        return (preview, path);
    }

    private async Task<PreviewAnswer> PreviewAsync(FinalizeInvoiceRequest request, CancellationToken cancellationToken)
    {
        var patience = new EnginePatience(clock);
        while (true)
        {
            var answer = await PatientCalls.CallAsync(() => client.PreviewAsync(request), cancellationToken);
            if (answer.Unavailable is not var (retryAfter, message))
                return answer;
            await patience.PauseAsync(retryAfter, message, traceId: null, cancellationToken);
        }
    }
}
