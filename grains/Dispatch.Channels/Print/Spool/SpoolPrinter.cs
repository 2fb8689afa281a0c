// Long because the order of a letter's steps, and what each way to fail leaves behind, must be read in one place.
using System.Collections.Concurrent;
using Dispatch.Abstractions;
using Dispatch.Channels.Files;
using Dispatch.Storage.Files;
using Microsoft.Extensions.Logging;

namespace Dispatch.Channels.Print.Spool;

/// <summary>
/// One spool folder. A letter is written under a temporary name, entered in the index, then renamed, each step flushed before the
/// next. The index entry is the point of no return: with it a letter counts as printed, and what is missing is only the rename.
/// Letters that wait together are entered and renamed together, so that they share flushes.
/// </summary>
internal sealed class SpoolPrinter : IPrinter
{
    /// <summary>The folder belongs to one process at a time while its index is read or written.</summary>
    private const string LockName = ".index.lock";

    /// <summary>People wait for the answer.</summary>
    private static readonly TimeSpan _statusTimeout = TimeSpan.FromSeconds(3);

    private readonly string _name;
    private readonly string _folder;
    private readonly bool _makesFolder;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SpoolIndex _index;
    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<Letter> _written = new();
    private readonly RunningAttempts<AttemptOutcome> _running = new();
    private readonly DiskWork _disk = new();

    public SpoolPrinter(string name, string folder, PrintOptions options, TimeProvider clock, ILogger logger)
    {
        Lane = new ChannelLane(DispatchKind.Post, name, options.SlotCount, options.SpoolTimeout, options.Retry.ToSchedule(), UnknownRule.Hold);
        _name = name;
        _folder = folder;
        _makesFolder = options.MakesFolder(name);
        _clock = clock;
        _logger = logger;
        _index = new SpoolIndex(Path.Combine(folder, "index.jsonl"), name, logger);
    }

    /// <inheritdoc/>
    public ChannelLane Lane { get; }

    /// <inheritdoc/>
    public BatchRule? Batches => null;

    /// <summary>Prints a letter, or finishes what an earlier attempt began.</summary>
    public Task<AttemptOutcome> PrintAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken) =>
        _running.RunAsync(shipment.Name, () => AttemptAsync(new Letter(shipment, _folder, _clock.GetTimestamp()), documents, cancellationToken));

    /// <summary>What became of an earlier attempt; none if the folder is not there or cannot be read.</summary>
    /// <exception cref="TimeoutException">Another silo keeps the folder's lock; the question is to be asked again.</exception>
    public async Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken)
    {
        if (_running.Find(shipment.Name) is { } running)
            return await running.WaitAsync(cancellationToken);

        return await _disk.RunAsync(() => Ask(new Letter(shipment, _folder, _clock.GetTimestamp())), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<BatchOutcome> PrintBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A spool folder takes each letter by itself.");

    /// <inheritdoc/>
    public Task<BatchOutcome?> AskBatchAsync(BatchShipment batch, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A spool folder takes each letter by itself.");

    /// <inheritdoc/>
    public async Task<PrinterStatus> GetStatusAsync(CancellationToken cancellationToken)
    {
        if (_makesFolder)
            return Status(PrinterCondition.Idle, reason: null);
        try
        {
            // A share whose server is away hangs.
            return await _disk.RunAsync(() => Directory.Exists(_folder), cancellationToken).WaitAsync(_statusTimeout, _clock, cancellationToken)
                ? Status(PrinterCondition.Idle, reason: null)
                : Status(PrinterCondition.Away, ReasonCode.PrinterStopped);
        }
        catch (TimeoutException)
        {
            return Status(PrinterCondition.Away, ReasonCode.Timeout);
        }
    }

    private PrinterStatus Status(PrinterCondition condition, ReasonCode? reason) =>
        new(_name, $"file:{_folder}", condition, reason, condition == PrinterCondition.Away ? [] : ["*"], QueuedJobs: null);

    private async Task<AttemptOutcome> AttemptAsync(Letter letter, IDocumentSource documents, CancellationToken cancellationToken)
    {
        try
        {
            if (await _disk.RunAsync(() => FinishIndexed(letter), cancellationToken) is { } finished)
                return finished;

            var content = await documents.ReadAsync(letter.Shipment.Document, cancellationToken);
            if (await _disk.RunAsync(() => Write(letter, content), cancellationToken) is { } failed)
                return failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new AttemptOutcome.Deferred(ReasonCode.Cancelled);
        }
        catch (TimeoutException error)
        {
            return Fail(letter, error);
        }
        catch (Exception error) when (ShipmentDocuments.IsUnreadable(error))
        {
            _logger.DocumentUnreadable(letter.Shipment.Name, error.GetType().Name);
            return new AttemptOutcome.Deferred(ReasonCode.Other);
        }

        _written.Enqueue(letter);
        await _disk.RunAsync(PrintWritten, CancellationToken.None);
        return letter.Outcome ?? throw new InvalidOperationException($"The letter {letter.Shipment.Name} was left behind.");
    }

    private AttemptOutcome? FinishIndexed(Letter letter)
    {
        try
        {
            lock (_lock)
            {
                if (!Directory.Exists(_folder))
                    return null;
                using var held = FolderLock.Take(_folder, LockName);
                if (!_index.Contains(letter.Shipment.Name))
                    return null;

                letter.IsIndexed = true;
                _logger.SpoolAlreadyIndexed(letter.Shipment.Name, letter.Shipment.Attempt);
                if (File.Exists(letter.TemporaryPath))
                    Rename(letter);
                DurableFile.FlushDirectory(_folder);
                return letter.Delivered;
            }
        }
        catch (Exception error) when (IsUnusable(error))
        {
            return Fail(letter, error);
        }
    }

    private AttemptOutcome? Ask(Letter letter) => FinishIndexed(letter) switch
    {
        null when Directory.Exists(_folder) => new AttemptOutcome.Deferred(ReasonCode.Other),
        null => null,    // not mounted, or taken away: the index that would tell is not there
        var outcome when letter.IsIndexed => outcome,
        _ => null,
    };

    private AttemptOutcome? Write(Letter letter, byte[] content)
    {
        try
        {
            _logger.SpoolWriting(letter.Shipment.Name, letter.Shipment.Attempt, _name);
            if (_makesFolder)
            {
                DurableFile.CreateDirectory(_folder);
            }
            else if (!Directory.Exists(_folder))
            {
                _logger.SpoolFolderMissing(letter.Shipment.Name, letter.Shipment.Attempt, _name);
                return new AttemptOutcome.Deferred(ReasonCode.PrinterStopped);
            }

            using (var stream = new FileStream(letter.TemporaryPath, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(content);
                DurableFile.Flush(stream);
            }
            _logger.SpoolWritten(letter.Shipment.Name, letter.Shipment.Attempt);
            return null;
        }
        catch (Exception error) when (IsUnusable(error))
        {
            return Fail(letter, error);
        }
    }

    /// <summary>Enters and renames all letters that wait; the caller's is among them or already done.</summary>
    private bool PrintWritten()
    {
        lock (_lock)
        {
            List<Letter> letters = [];
            while (_written.TryDequeue(out var letter))
                letters.Add(letter);
            if (letters.Count > 0)
                Print(letters);
            return true;
        }
    }

    private void Print(List<Letter> letters)
    {
        try
        {
            using var held = FolderLock.Take(_folder, LockName);
            letters = [.. letters.Where(letter => !IsPrintedElsewhere(letter) && !IsTooLate(letter) && !IsTakenAway(letter))];
            if (letters.Count == 0)
                return;
            DurableFile.FlushDirectory(_folder);
            foreach (var letter in letters)
                _logger.SpoolIndexing(letter.Shipment.Name, letter.Shipment.Attempt);
            _index.Append([.. letters.Select(letter => (letter.Shipment.Name, SpoolEntry.Write(letter.Shipment, letter.FileName)))]);
            foreach (var letter in letters)
                _logger.SpoolIndexed(letter.Shipment.Name, letter.Shipment.Attempt);

            foreach (var letter in letters)
                Rename(letter);
            DurableFile.FlushDirectory(_folder);
            foreach (var letter in letters)
            {
                _logger.SpoolRenamed(letter.Shipment.Name, letter.Shipment.Attempt);
                letter.Outcome = letter.Delivered;
            }
        }
        catch (Exception error) when (IsUnusable(error) || error is TimeoutException)
        {
            foreach (var letter in letters)
                letter.Outcome = Fail(letter, error);
        }
    }

    /// <summary>Whether another silo has printed it while this one stood still.</summary>
    private bool IsPrintedElsewhere(Letter letter)
    {
        if (!_index.Contains(letter.Shipment.Name))
            return false;
        _logger.SpoolAlreadyIndexed(letter.Shipment.Name, letter.Shipment.Attempt);
        letter.Outcome = letter.Delivered;
        return true;
    }

    /// <summary>
    /// Whether its time is over: this process stood still, and by now somebody may have looked, found nothing, and sent the letter elsewhere. The index entry
    /// is the point of no return, so that this is the last moment to see it.
    /// </summary>
    private bool IsTooLate(Letter letter)
    {
        if (_clock.GetElapsedTime(letter.BegunAt) <= Lane.SendBudget)
            return false;
        File.Delete(letter.TemporaryPath);
        _logger.SpoolTooLate(letter.Shipment.Name, letter.Shipment.Attempt);
        letter.Outcome = new AttemptOutcome.Deferred(ReasonCode.Timeout);
        return true;
    }

    /// <summary>Whether another silo that came too late has deleted the file: an entry for it would be one of a letter that never comes.</summary>
    private bool IsTakenAway(Letter letter)
    {
        if (File.Exists(letter.TemporaryPath))
            return false;
        letter.Outcome = Fail(letter, new FileNotFoundException());
        return true;
    }

    private void Rename(Letter letter)
    {
        _logger.SpoolRenaming(letter.Shipment.Name, letter.Shipment.Attempt);
        File.Move(letter.TemporaryPath, letter.Path, overwrite: true);
        letter.IsRenamed = true;
    }

    /// <summary>Before the rename nobody can have the file; after it a consumer may, though a power cut could still undo it.</summary>
    private AttemptOutcome Fail(Letter letter, Exception error)
    {
        _logger.SpoolFailed(letter.Shipment.Name, letter.Shipment.Attempt, _name, error.GetType().Name);
        return letter.IsRenamed
            ? new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.PrinterStopped)
            : new AttemptOutcome.Deferred(ReasonCode.PrinterStopped);
    }

    private static bool IsUnusable(Exception error) => error is IOException or UnauthorizedAccessException;

    private sealed class Letter(Shipment shipment, string folder, long begunAt)
    {
        public long BegunAt { get; } = begunAt;
        public Shipment Shipment { get; } = shipment;
        public string FileName { get; } = $"{DispatchFileName.Of(shipment.Name)}.pdf";
        public string Path => System.IO.Path.Combine(folder, FileName);
        public string TemporaryPath => System.IO.Path.Combine(folder, $".{DispatchFileName.Of(Shipment.Name)}.part");
        public AttemptOutcome.Delivered Delivered => new(Proof.OfFile("spool", FileName));
        public bool IsIndexed { get; set; }
        public bool IsRenamed { get; set; }
        public AttemptOutcome? Outcome { get; set; }
    }
}
