using ChannelSteps = Dispatch.Channels.EventIds;
using GrainSteps = Dispatch.Grains.EventIds;

namespace Dispatch.EndToEnd.Crash;

/// <summary>Every moment at which the crash test kills the process.</summary>
internal static class KillPoints
{
    private static readonly KillPoint _spoolIndexed = Step(nameof(ChannelSteps.SpoolIndexed), ChannelSteps.SpoolIndexed);

    private static readonly KillPoint _sending = Step(nameof(GrainSteps.Sending), GrainSteps.Sending);

    /// <summary>What every dispatch goes through, from its acceptance to its report.</summary>
    public static IReadOnlyList<KillPoint> Engine { get; } =
    [
        Step(nameof(GrainSteps.DocumentsStored), GrainSteps.DocumentsStored),
        Step(nameof(GrainSteps.InvoiceAccepting), GrainSteps.InvoiceAccepting),
        Step(nameof(GrainSteps.InvoiceFinalized), GrainSteps.InvoiceFinalized),
        Step(nameof(GrainSteps.IntentWriting), GrainSteps.IntentWriting),
        Step(nameof(GrainSteps.AttemptBegun), GrainSteps.AttemptBegun),
        _sending,
        Step(nameof(GrainSteps.OutcomeWriting), GrainSteps.OutcomeWriting),
        Step(nameof(GrainSteps.OutcomeRecorded), GrainSteps.OutcomeRecorded),
        Step(nameof(GrainSteps.Reported), GrainSteps.Reported),
        Step(nameof(GrainSteps.AttemptsExpired), GrainSteps.AttemptsExpired) with { After = _sending },
    ];

    /// <summary>An e-mail into the pickup folder.</summary>
    public static IReadOnlyList<KillPoint> Pickup { get; } =
    [
        Step(nameof(ChannelSteps.EmailComposed), ChannelSteps.EmailComposed),
        Step(nameof(ChannelSteps.PickupWriting), ChannelSteps.PickupWriting),
        Step(nameof(ChannelSteps.PickupWritten), ChannelSteps.PickupWritten),
        Step(nameof(ChannelSteps.PickupRenaming), ChannelSteps.PickupRenaming),
        Step(nameof(ChannelSteps.PickupRenamed), ChannelSteps.PickupRenamed),
        Step(nameof(ChannelSteps.EmailAttemptEnded), ChannelSteps.EmailAttemptEnded),
    ];

    /// <summary>A letter into a spool folder.</summary>
    public static IReadOnlyList<KillPoint> Spool { get; } =
    [
        Step(nameof(ChannelSteps.SpoolWriting), ChannelSteps.SpoolWriting),
        Step(nameof(ChannelSteps.SpoolWritten), ChannelSteps.SpoolWritten),
        Step(nameof(ChannelSteps.SpoolIndexing), ChannelSteps.SpoolIndexing),
        _spoolIndexed,
        Step(nameof(ChannelSteps.SpoolRenaming), ChannelSteps.SpoolRenaming),
        Step(nameof(ChannelSteps.SpoolRenamed), ChannelSteps.SpoolRenamed),
        Step(nameof(ChannelSteps.SpoolAlreadyIndexed), ChannelSteps.SpoolAlreadyIndexed) with { After = _spoolIndexed },
        Step(nameof(ChannelSteps.PrintAttemptEnded), ChannelSteps.PrintAttemptEnded),
    ];

    /// <summary>A print batch on its way to a printer.</summary>
    public static IReadOnlyList<KillPoint> PrintJobs { get; } =
    [
        Step(nameof(GrainSteps.BatchMaking), GrainSteps.BatchMaking),
        Step(nameof(GrainSteps.BatchMade), GrainSteps.BatchMade),
        Step(nameof(GrainSteps.BatchIntentWriting), GrainSteps.BatchIntentWriting),
        Step(nameof(GrainSteps.BatchBegun), GrainSteps.BatchBegun),
        Step(nameof(GrainSteps.BatchFixed), GrainSteps.BatchFixed),
        Step(nameof(GrainSteps.BatchComposed), GrainSteps.BatchComposed),
        Step(nameof(GrainSteps.BatchReferenceRecorded), GrainSteps.BatchReferenceRecorded),
        Step(nameof(GrainSteps.BatchOutcomeWriting), GrainSteps.BatchOutcomeWriting),
        Step(nameof(GrainSteps.BatchRecorded), GrainSteps.BatchRecorded),
        Step(nameof(GrainSteps.BatchFollowed), GrainSteps.BatchFollowed),
        Step(nameof(ChannelSteps.IppJobCreating), ChannelSteps.IppJobCreating),
        Step(nameof(ChannelSteps.IppJobCreated), ChannelSteps.IppJobCreated),
        Step(nameof(ChannelSteps.IppReferenceRecorded), ChannelSteps.IppReferenceRecorded),
        Step(nameof(ChannelSteps.IppDocumentSending), ChannelSteps.IppDocumentSending),
        Step(nameof(ChannelSteps.IppDocumentSent), ChannelSteps.IppDocumentSent),
        Step(nameof(ChannelSteps.PrintBatchAttemptEnded), ChannelSteps.PrintBatchAttemptEnded),
    ];

    /// <summary>A package on its way to a print service.</summary>
    public static IReadOnlyList<KillPoint> Sftp { get; } =
    [
        Step(nameof(ChannelSteps.SftpPackaging), ChannelSteps.SftpPackaging),
        Step(nameof(ChannelSteps.SftpPackaged), ChannelSteps.SftpPackaged),
        Step(nameof(ChannelSteps.SftpConnecting), ChannelSteps.SftpConnecting),
        Step(nameof(ChannelSteps.SftpConnected), ChannelSteps.SftpConnected),
        Step(nameof(ChannelSteps.SftpUploading), ChannelSteps.SftpUploading),
        Step(nameof(ChannelSteps.SftpUploaded), ChannelSteps.SftpUploaded),
        Step(nameof(ChannelSteps.SftpRenaming), ChannelSteps.SftpRenaming),
        Step(nameof(ChannelSteps.SftpRenamed), ChannelSteps.SftpRenamed),
        Step(nameof(ChannelSteps.SftpAlreadyThere), ChannelSteps.SftpAlreadyThere),
    ];

    /// <summary>An e-mail to a relay: each step of the client, then each moment at the wire.</summary>
    public static IReadOnlyList<KillPoint> Smtp { get; } =
    [
        Step(nameof(ChannelSteps.RelayConnecting), ChannelSteps.RelayConnecting),
        Step(nameof(ChannelSteps.RelayConnected), ChannelSteps.RelayConnected),
        Step(nameof(ChannelSteps.RelayReused), ChannelSteps.RelayReused),
        Step(nameof(ChannelSteps.EnvelopeSending), ChannelSteps.EnvelopeSending),
        Step(nameof(ChannelSteps.EnvelopeAccepted), ChannelSteps.EnvelopeAccepted),
        Step(nameof(ChannelSteps.ContentSending), ChannelSteps.ContentSending),
        Step(nameof(ChannelSteps.EndOfDataSending), ChannelSteps.EndOfDataSending),
        Step(nameof(ChannelSteps.RelayAnswered), ChannelSteps.RelayAnswered),
        .. Enum.GetValues<RelayStage>().Select(stage => new KillPoint($"Wire{stage}", Stage: stage)),
    ];

    /// <summary>Log events that are no step of their own: what they tell is decided or done by a step beside them.</summary>
    public static IReadOnlyList<int> NoSteps { get; } =
    [
        GrainSteps.AttemptEnded, GrainSteps.AttemptDeferred, GrainSteps.AttemptRefused, GrainSteps.AttemptUnknown, GrainSteps.DispatchHeld,
        GrainSteps.OutcomeNotWritten, GrainSteps.OutcomeTooLate, GrainSteps.AttemptFailed, GrainSteps.ReportFailed, GrainSteps.IntentLost,
        GrainSteps.ScanFailed, GrainSteps.WakeFailed, GrainSteps.PokeFailed, GrainSteps.HousekeepingFailed, GrainSteps.PersonalDataRemoved, GrainSteps.UploadsRemoved, GrainSteps.FinalizationFailed,
        GrainSteps.ControlsNotRead, GrainSteps.OutagesNotWritten, GrainSteps.RunNotReached, GrainSteps.ChannelPaused, GrainSteps.ChannelResumed, GrainSteps.RunPhaseChanged,
        GrainSteps.RunPaused, GrainSteps.RunResumed, GrainSteps.RunCancelled, GrainSteps.RunStepFailed, GrainSteps.LettersMoved,
        GrainSteps.SubscriptionHeld, GrainSteps.SubscriptionReleased, GrainSteps.ReferenceRecorded, GrainSteps.Resent,
        GrainSteps.GathererNotReached, GrainSteps.GatherFailed, GrainSteps.WaitingReleased, GrainSteps.BatchDeferred, GrainSteps.BatchRefused, GrainSteps.BatchHeld,
        GrainSteps.BatchOutcomeNotWritten, GrainSteps.BatchOutcomeTooLate, GrainSteps.BatchAttemptFailed, GrainSteps.BatchLetterUnusable, GrainSteps.BatchDocumentUnreadable,
        GrainSteps.BatchCommanded,
        GrainSteps.ReceiptWriting, GrainSteps.CameBack, GrainSteps.ReceiptIgnored, GrainSteps.ReceiptSourceOpened, GrainSteps.ReceiptSourceFailed, GrainSteps.ReceiptUnmatched,
        GrainSteps.ReceiptExpired, GrainSteps.ReceiptGivenUp, GrainSteps.ReceiptsNotReached, GrainSteps.ReceiptsTaken, GrainSteps.LetterReturned, ChannelSteps.BounceUnreadable,
        ChannelSteps.PickupFailed, ChannelSteps.RelayFailed, ChannelSteps.RelayDown, ChannelSteps.RelayUp, ChannelSteps.EmailDocumentUnreadable, ChannelSteps.EmailUnsigned,
        ChannelSteps.SpoolFailed, ChannelSteps.SpoolIndexRepaired, ChannelSteps.SpoolIndexLineIgnored, ChannelSteps.SpoolFolderMissing, ChannelSteps.SpoolTooLate,
        ChannelSteps.PrintDocumentUnreadable,
        ChannelSteps.IppJobFound, ChannelSteps.IppJobCancelling, ChannelSteps.IppJobCancelled, ChannelSteps.IppFailed, ChannelSteps.IppReferenceNotRecorded,
        ChannelSteps.SftpPackageFailed, ChannelSteps.SftpFailed, ChannelSteps.SftpHostKeyRefused, ChannelSteps.SftpReferenceNotRecorded, ChannelSteps.SftpForeignFile,
        ChannelSteps.SftpWithdrawn, ChannelSteps.SftpTakenUnseen, ChannelSteps.SftpRefusalRemoved,
        ChannelSteps.SftpReceiptRead, ChannelSteps.SftpReceiptIncomplete, ChannelSteps.SftpReceiptUnreadable,
        ChannelSteps.PrintServerAway, ChannelSteps.PrintServerAnswers, ChannelSteps.ServerQueueFound, ChannelSteps.ServerQueueGone, ChannelSteps.ServerQueueSkipped,
        ChannelSteps.ServerQueueUnusable, ChannelSteps.PrintServersNotAsked,
    ];

    /// <summary>The point with a name.</summary>
    public static KillPoint Find(string name) => Engine.Concat(Pickup).Concat(Spool).Concat(PrintJobs).Concat(Smtp).Single(point => point.Name == name);

    private static KillPoint Step(string name, int id) => new(name, Step: id);
}
