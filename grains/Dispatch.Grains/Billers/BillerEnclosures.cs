using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Documents.Rendering;
using Dispatch.Storage.Documents;

namespace Dispatch.Grains.Billers;

/// <summary>Takes a biller's enclosures into the document store: looked into, and on disk before the biller refers to them.</summary>
internal sealed class BillerEnclosures(IDocumentStore documents)
{
    /// <summary>Takes what was uploaded. What a biller had before under the same hash is taken as it is.</summary>
    /// <param name="biller">The biller as it was sent.</param>
    /// <param name="previous">The biller as it stands; none if it is new.</param>
    /// <returns>The enclosures with pages and sizes, or why they cannot be taken.</returns>
    public async Task<(IReadOnlyList<BillerEnclosure> Enclosures, IReadOnlyList<Problem> Errors)> TakeAsync(Biller biller, Biller? previous)
    {
        var taken = new Dictionary<ContentHash, BillerEnclosure>();
        foreach (var known in previous?.Enclosures ?? [])
            taken.TryAdd(known.Document, known);

        var (enclosures, errors) = (new List<BillerEnclosure>(), new List<Problem>());
        foreach (var (i, enclosure) in biller.Enclosures.Index())
        {
            if (!taken.TryGetValue(enclosure.Document, out var known) || !await documents.ExistsAsync(enclosure.Document))
            {
                var (read, error) = await TakeAsync(enclosure, string.Create(CultureInfo.InvariantCulture, $"enclosures[{i}]"));
                if (error is not null)
                {
                    errors.Add(error);
                    continue;
                }

                taken[enclosure.Document] = known = read!;
            }

            enclosures.Add(enclosure with { Pages = known.Pages, Bytes = known.Bytes });
        }

        return (enclosures, errors);
    }

    private async Task<(BillerEnclosure? Taken, Problem? Error)> TakeAsync(BillerEnclosure enclosure, string at)
    {
        byte[] content;
        try
        {
            await using var stream = await OpenAsync(enclosure.Document);
            if (stream.Length > Biller.MaxEnclosureBytes)
                return (null, new Problem("enclosure_too_large", at, $"{stream.Length} bytes", $"The enclosure '{enclosure.Id}' is too large.", $"Use a PDF of at most {Biller.MaxEnclosureBytes} bytes."));
            content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
        }
        catch (FileNotFoundException)
        {
            return (null, new Problem("upload_unknown", at, enclosure.Document.Value, $"The upload with the enclosure '{enclosure.Id}' is not there (any more).", "Upload it, then put the biller again."));
        }

        var inspection = await Task.Run(() => ReadyPdf.Inspect(content));
        if (inspection.Problem is { } problem)
            return (null, Unusable(enclosure, at, problem));
        await documents.PutAsync(content);
        return (enclosure with { Pages = inspection.PageCount, Bytes = content.Length }, null);
    }

    private async Task<Stream> OpenAsync(ContentHash hash)
    {
        try
        {
            return await documents.OpenUploadAsync(hash);
        }
        catch (FileNotFoundException)
        {
            return await documents.OpenReadAsync(hash); // an earlier biller brought it
        }
    }

    private static Problem Unusable(BillerEnclosure enclosure, string at, ReadyPdfProblem problem) => problem switch
    {
        ReadyPdfProblem.NotPdf => new Problem("pdf_invalid", at, Text.Shorten(enclosure.File), $"The enclosure '{enclosure.Id}' is no PDF.", "Use a PDF."),
        ReadyPdfProblem.Encrypted => new Problem("pdf_encrypted", at, Text.Shorten(enclosure.File), $"The enclosure '{enclosure.Id}' is encrypted.", "Save it without encryption: no printer takes it."),
        ReadyPdfProblem.NoPages => new Problem("pdf_empty", at, Text.Shorten(enclosure.File), $"The enclosure '{enclosure.Id}' has no pages.", "Use a PDF with at least one page."),
        _ => new Problem("pdf_damaged", at, Text.Shorten(enclosure.File), $"The enclosure '{enclosure.Id}' is damaged.", "Make the PDF again."),
    };
}
