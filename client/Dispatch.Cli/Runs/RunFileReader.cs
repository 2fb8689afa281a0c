using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Cli.Errors;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs;

/// <summary>Reads a file of a run, for its hash and to be staged. What cannot be read becomes an input that is refused.</summary>
internal static class RunFileReader
{
    /// <summary>The hash of a file and of the PDF beside it; the default value if one cannot be read. Holds neither in memory.</summary>
    public static async Task<ContentHash> HashAsync(InvoiceFile file, CancellationToken cancellationToken)
    {
        try
        {
            if (TooLarge(file) is not null)
                return default;
            var source = await HashAsync(file.Path, cancellationToken);
            var pdf = file.PdfPath is null ? [] : await HashAsync(file.PdfPath, cancellationToken);
            return RunInputHash.ContentOf(source, pdf);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>A file as an input, and its hash.</summary>
    public static async Task<(Abstractions.RunInput Input, ContentHash Content)> ReadAsync(InvoiceFile file, int position, CancellationToken cancellationToken)
    {
        var input = new Abstractions.RunInput { Position = position, Name = file.Name };
        if (TooLarge(file) is { } tooLarge)
            return (input with { Error = tooLarge }, default);

        var reading = file.Path;
        try
        {
            var source = await File.ReadAllBytesAsync(file.Path, cancellationToken);
            reading = file.PdfPath ?? reading;
            var pdf = file.PdfPath is null ? null : await File.ReadAllBytesAsync(file.PdfPath, cancellationToken);
            return (input with { Source = source, Document = pdf }, RunInputHash.ContentOf(SHA256.HashData(source), pdf is null ? [] : SHA256.HashData(pdf)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var error = CommandException.UnreadableError(reading, e);
            var isPdf = reading != file.Path;
            return (input with { Error = new Problem(error.Code, isPdf ? "pdf" : "", isPdf ? reading : "", error.Message, error.Mend ?? "") }, default);
        }
    }

    private static async Task<byte[]> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(path);
        return await SHA256.HashDataAsync(stream, cancellationToken);
    }

    private static Problem? TooLarge(InvoiceFile file) => file.Bytes <= IUploadGrain.MaxUploadBytes
        ? null
        : new Problem("too_large", "", "", $"The file is larger than {IUploadGrain.MaxUploadBytes / 1024 / 1024} MiB, with the PDF beside it.", "Make its attachments smaller.");
}
