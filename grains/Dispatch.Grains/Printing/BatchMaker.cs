using System.Diagnostics;
using System.Security.Cryptography;
using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Documents.Batches;
using Dispatch.Documents.Rendering;
using Dispatch.Grains.Dispatches;
using Dispatch.Grains.Finalization;
using Dispatch.Storage.Dispatches;
using Dispatch.Storage.Printing;
using Microsoft.Extensions.Options;

namespace Dispatch.Grains.Printing;

/// <summary>Makes of a batch's rows and frozen documents what a printer gets.</summary>
internal sealed class BatchMaker(IDocumentSource documents, IOptions<PrintOptions> options, TimeProvider clock)
{
    /// <summary>What OpenTelemetry keeps of a span's links by default.</summary>
    private const int MaxLinkCount = 128;

    private const string FilePrefix = "dispatch-batch-";
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);

    /// <summary>Composes the PDF in a temporary file. The caller disposes it.</summary>
    /// <exception cref="BatchDocumentException">A frozen PDF cannot be imported.</exception>
    /// <exception cref="IOException">A document cannot be read, or the work folder has no room.</exception>
    public async Task<MadeBatch> MakeAsync(PrintBatchRow row, BatchDetails details, IReadOnlyDictionary<long, DispatchRecord> letters, CancellationToken cancellationToken)
    {
        var folder = string.IsNullOrEmpty(options.Value.WorkFolder) ? Path.GetTempPath() : options.Value.WorkFolder;
        Directory.CreateDirectory(folder);
        RemoveLeftovers(folder);
        var file = new FileStream(Path.Combine(folder, $"{FilePrefix}{Guid.NewGuid():N}.pdf"), FileOptionsOf());
        try
        {
            var composed = await BatchComposer.ComposeAsync(ContentOf(row, details, letters), file, cancellationToken);
            await file.FlushAsync(cancellationToken);
            file.Position = 0;
            var hash = await SHA256.HashDataAsync(file, cancellationToken);
            return new MadeBatch(file, composed, Convert.ToHexStringLower(hash));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>The batch as a channel is asked about it.</summary>
    public static BatchShipment ShipmentOf(PrintBatchRow row, BatchDetails details) => new()
    {
        Id = row.Id,
        Printer = ChannelLane.DestinationOf(row.Lane),
        Run = row.RunId,
        Attempt = row.Progress.Attempt,
        CreatedAt = row.CreatedAt,
        Reference = DispatchReference.Of(row.Progress),
        MaySendAnew = DispatchReference.IsOverruled(row.Progress),
        IsDuplex = details.IsDuplex,
        Postage = details.Postage is { } postage ? Words.Of(postage) : null,
        Enclosures = [.. details.Enclosures.Select(enclosure => enclosure.Id)],
        EnvelopeSheets = details.EnvelopeSheets,
        IsReprint = details.Reprint is not null,
        EnvelopeNumbers = [.. details.Envelopes.Select(envelope => envelope.Number)],
    };

    /// <summary>The batch as a channel sends it.</summary>
    public static BatchShipment ShipmentOf(PrintBatchRow row, BatchDetails details, IReadOnlyDictionary<long, DispatchRecord> letters, MadeBatch made) => ShipmentOf(row, details) with
    {
        OpenAsync = made.OpenAsync,
        Sha256 = made.Sha256,
        Bytes = made.Bytes,
        PageCount = made.Composed.PageCount,
        SheetCount = made.Composed.SheetCount,
        LinkedTraces = [.. details.Envelopes.SelectMany(envelope => envelope.Letters).Take(MaxLinkCount).SelectMany(id => TraceOf(letters[id]))],
        Envelopes = [.. details.Envelopes.Zip(made.Composed.Envelopes).Select(pair => EnvelopeOf(pair.First, pair.Second, letters))],
    };

    private BatchContent ContentOf(PrintBatchRow row, BatchDetails details, IReadOnlyDictionary<long, DispatchRecord> letters) => new()
    {
        Id = row.Id,
        Number = row.Number,
        Printer = ChannelLane.DestinationOf(row.Lane),
        Run = row.RunId,
        CreatedAt = row.CreatedAt,
        Language = (DocumentLanguage)details.Language,
        IsDuplex = details.IsDuplex,
        Postage = details.Postage is { } postage ? Words.Of(postage) : null,
        Enclosures = [.. details.Enclosures.Select(enclosure => new BatchDocument
        {
            Name = enclosure.Id,
            PageCount = enclosure.Pages,
            OpenAsync = token => ReadAsync(enclosure.Hash, token),
        })],
        EnvelopeSheets = details.EnvelopeSheets,
        Reprint = details.Reprint is { } reprint ? new BatchReprint(reprint.Of ?? "", reprint.Reason, reprint.By) : null,
        Envelopes = [.. details.Envelopes.Select(envelope => EnvelopeOf(envelope, letters))],
    };

    private BatchEnvelope EnvelopeOf(BatchDetails.Envelope envelope, IReadOnlyDictionary<long, DispatchRecord> letters)
    {
        var address = RecipientJson.Read(letters[envelope.Letters[0]].Row.Recipient).Address;
        return new BatchEnvelope
        {
            Number = envelope.Number,
            Country = address?.Country ?? "",
            PostalCode = address?.PostalCode ?? "",
            Documents = [.. envelope.Letters.Select(id => letters[id]).Select(letter => new BatchDocument
            {
                Name = letter.Row.DispatchId.NameFor(letter.Invoice.Name),
                PageCount = letter.Row.PageCount,
                IsCopy = letter.Row.DispatchId.Copy > 0,
                Language = (DocumentLanguage)letter.Row.Language,
                OpenAsync = token => ReadAsync(letter.Row.DocumentHash, token),
            })],
        };
    }

    private static BatchShipmentEnvelope EnvelopeOf(BatchDetails.Envelope envelope, ComposedEnvelope composed, IReadOnlyDictionary<long, DispatchRecord> letters)
    {
        var first = Shipments.AddressOf(letters[envelope.Letters[0]]);
        return new BatchShipmentEnvelope(
            composed.Number, composed.FirstPage, composed.PageCount, composed.SheetCount, first.Lines, first.PostalCode, first.Country,
            [.. envelope.Letters.Select(id => letters[id]).Select(letter => new BatchShipmentLetter(
                letter.Row.DispatchId.NameFor(letter.Invoice.Name), letter.Invoice.Number, letter.Row.DocumentHash, letter.Row.PageCount))]);
    }

    private static IEnumerable<ActivityContext> TraceOf(DispatchRecord letter) =>
        ActivityContext.TryParse(letter.Row.TraceParent, null, isRemote: true, out var trace) ? [trace] : [];

    private async Task<ReadOnlyMemory<byte>> ReadAsync(ContentHash document, CancellationToken cancellationToken) => await documents.ReadAsync(document, cancellationToken);

    private static FileStreamOptions FileOptionsOf()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 1 << 16,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    /// <summary>What a killed process left behind.</summary>
    private void RemoveLeftovers(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, $"{FilePrefix}*.pdf"))
        {
            if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(file) > LeftoverAge)
                File.Delete(file);
        }
    }
}
