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

    /// <summary>Whether the service prints nothing of the batch.</summary>
    public bool IsRefusal => _hasOthers && _others is not null;

    /// <summary>Reads one.</summary>
    /// <exception cref="BatchReceiptException">It is no receipt, or contradicts itself.</exception>
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

    /// <summary>What became of the batch; none as long as envelopes are missing.</summary>
    /// <param name="envelopeCount">How many envelopes the batch has.</param>
    /// <param name="proof">What shows that the others were printed.</param>
    /// <exception cref="BatchReceiptException">It names more envelopes than the batch has.</exception>
    public BatchOutcome? ToOutcome(int envelopeCount, Proof proof)
    {
        if (_envelopes.Count > envelopeCount)
            throw new BatchReceiptException(line: 0, "it names more envelopes than the batch has");
        if (!_hasOthers && _envelopes.Count < envelopeCount)
            return null;
        if (IsRefusal)
            return _others;

        var rejected = _envelopes.Where(envelope => envelope.Value is not null).ToDictionary(envelope => envelope.Key, envelope => (AttemptOutcome)envelope.Value!);
        return rejected.Count == envelopeCount ? rejected.Values.First() : new BatchOutcome(new AttemptOutcome.Delivered(proof), rejected);
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
        if (IsRefusal && _envelopes.ContainsValue(null))
            throw new BatchReceiptException(line: 0, "it rejects all envelopes and calls some of them printed");
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
