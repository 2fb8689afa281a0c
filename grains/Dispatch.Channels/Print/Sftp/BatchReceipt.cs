using System.Globalization;
using CsvHelper;
using Dispatch.Abstractions;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>
/// What a print service answers to a package: a CSV with the columns <c>envelope</c>, <c>status</c> and perhaps <c>reason</c>. A later line says what is
/// newer; <c>*</c> is for every envelope that no other line names. Pure.
/// </summary>
internal sealed class BatchReceipt
{
    /// <summary>The largest receipt that is read, in bytes; one of 5000 envelopes has some 100,000.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    private const string Every = "*";

    private readonly Dictionary<int, AttemptOutcome.Refused?> _envelopes = [];
    private AttemptOutcome.Refused? _others;
    private bool _hasOthers;

    /// <summary>Reads one.</summary>
    /// <exception cref="BatchReceiptException">It is no receipt.</exception>
    public static BatchReceipt Read(byte[] content)
    {
        try
        {
            var receipt = new BatchReceipt();
            using var csv = CsvReader.Create(content, CsvReaderOptions.Default with
            {
                TrimWhitespace = true,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                MalformedData = CsvMalformedDataHandling.Throw,
            });
            receipt.Read(csv);
            return receipt;
        }
        catch (CsvFormatException)
        {
            throw new BatchReceiptException(line: 0, "it is no CSV");
        }
    }

    /// <summary>Whether the service prints nothing of a batch, by the count of its envelopes alone: its numbers may be others by now.</summary>
    public bool IsRefusalOf(int envelopeCount) => !_envelopes.ContainsValue(null) && (_others is not null || _envelopes.Count >= envelopeCount);

    /// <summary>What became of the batch; none as long as envelopes are missing.</summary>
    /// <param name="envelopes">The numbers of the batch's envelopes.</param>
    /// <param name="proof">What shows that the others were printed.</param>
    /// <exception cref="BatchReceiptException">It names an envelope that the batch does not have.</exception>
    public BatchOutcome? ToOutcome(IReadOnlyCollection<int> envelopes, Proof proof)
    {
        if (_envelopes.Keys.Except(envelopes).Any())
            throw new BatchReceiptException(line: 0, "it names an envelope that the batch does not have");
        if (!_hasOthers && _envelopes.Count < envelopes.Count)
            return null;

        var rejected = envelopes
            .Select(number => (Number: number, Refusal: _envelopes.TryGetValue(number, out var own) ? own : _others))
            .Where(envelope => envelope.Refusal is not null)
            .ToDictionary(envelope => envelope.Number, AttemptOutcome (envelope) => envelope.Refusal!);
        return rejected.Count > 0 && rejected.Count == envelopes.Count
            ? _others ?? rejected.Values.First()
            : new BatchOutcome(new AttemptOutcome.Delivered(proof), rejected);
    }

    private void Read(CsvReader csv)
    {
        csv.ReadHeader();
        if (!csv.TryGetFieldIndex("envelope", out var envelopeColumn) || !csv.TryGetFieldIndex("status", out var statusColumn))
            throw new BatchReceiptException(line: 1, "its header has no envelope and status");
        if (!csv.TryGetFieldIndex("reason", out var reasonColumn))
            reasonColumn = -1;

        while (csv.Read())
        {
            var rejection = csv.GetString(statusColumn).ToLowerInvariant() switch
            {
                "printed" or "posted" => null,
                "rejected" => new AttemptOutcome.Refused(reasonColumn < 0 ? ReasonCode.Other : ReasonOf(csv.GetString(reasonColumn)), "rejected"),
                _ => throw new BatchReceiptException(csv.LineNumber, "its status is none of printed, posted and rejected"),
            };
            var envelope = csv.GetString(envelopeColumn);
            if (envelope == Every)
                (_others, _hasOthers) = (rejection, true);
            else if (int.TryParse(envelope, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                _envelopes[number] = rejection;
            else
                throw new BatchReceiptException(csv.LineNumber, "its envelope is neither a number nor *");
        }

        if (!_hasOthers && _envelopes.Count == 0)
            throw new BatchReceiptException(line: 0, "it names no envelope");
    }

    /// <summary>The documented words; what a service says in others stays with it.</summary>
    private static ReasonCode ReasonOf(string word) => word.ToLowerInvariant() switch
    {
        "address" => ReasonCode.RecipientRefused,
        "content" => ReasonCode.ContentRefused,
        "size" => ReasonCode.SizeExceeded,
        "duplicate" => ReasonCode.DuplicateReported,
        _ => ReasonCode.Other,
    };
}
