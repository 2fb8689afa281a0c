using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Client;

namespace Dispatch.Cli.Inputs;

/// <summary>Reads files into requests, a batch at a time, so that a run of any length fits into memory.</summary>
/// <param name="client">Where large files are uploaded.</param>
/// <param name="template">The other members of the requests.</param>
internal sealed class InvoiceFileReader(DispatchClient client, FinalizeInvoiceRequest template)
{
    private const long MaxBatchBytes = 16 * 1024 * 1024;

    /// <summary>Splits inputs into batches for one call: by count and by size.</summary>
    public static IEnumerable<IReadOnlyList<T>> Batches<T>(IEnumerable<T> inputs, Func<T, InvoiceFile> fileOf)
    {
        var batch = new List<T>();
        var bytes = 0L;
        foreach (var input in inputs)
        {
            var size = fileOf(input).Bytes;
            if (batch.Count == IFinalizationGrain.MaxRequestCount || (batch.Count > 0 && bytes + size > MaxBatchBytes))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(input);
            bytes += size;
        }

        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>Reads a file.</summary>
    public async Task<ReadInput> ReadAsync(InvoiceFile file, CancellationToken cancellationToken)
    {
        if (file.Bytes > 2 * IUploadGrain.MaxUploadBytes)
            return ReadInput.Failed(new CliError("too_large", $"The file is larger than {IUploadGrain.MaxUploadBytes / 1024 / 1024} MiB.") { File = file.Name, Mend = "Make its attachments smaller." });

        var reading = file.Path;
        try
        {
            var source = await File.ReadAllBytesAsync(file.Path, cancellationToken);
            reading = file.PdfPath ?? reading;
            var pdf = file.PdfPath is null ? null : await File.ReadAllBytesAsync(file.PdfPath, cancellationToken);
            var request = await client.PrepareAsync(template, source, pdf is null ? default(ReadOnlyMemory<byte>?) : pdf, cancellationToken);
            return new ReadInput(request, Hash(source, pdf), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ReadInput.Failed(CommandException.UnreadableError(reading == file.Path ? file.Name : reading, e));
        }
        catch (ArgumentException e)
        {
            return ReadInput.Failed(new CliError("too_large", e.Message) { File = file.Name, Mend = "Make its attachments smaller." });
        }
    }

    private static ContentHash Hash(byte[] source, byte[]? pdf) =>
        pdf is null ? ContentHash.Of(source) : ContentHash.Of([.. SHA256.HashData(source), .. SHA256.HashData(pdf)]);
}
