using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>What a printer's answers mean for a letter or print batch (RFC 8011 §B, §5.3.7). Pure.</summary>
internal static class IppOutcomes
{
    /// <summary>What a printer that is full or busy gets as a rest.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    /// <summary>What a status other than success means while nothing was printed.</summary>
    public static AttemptOutcome OfStatus(int status)
    {
        var code = IppStatus.ToCode(status);
        return status switch
        {
            IppStatus.DocumentFormatNotSupported or IppStatus.DocumentFormatError or IppStatus.DocumentPasswordError or IppStatus.DocumentPermissionError
                or IppStatus.DocumentSecurityError or IppStatus.DocumentUnprintableError => new AttemptOutcome.Refused(ReasonCode.ContentRefused, code),
            IppStatus.RequestEntityTooLarge => new AttemptOutcome.Refused(ReasonCode.SizeExceeded, code),
            IppStatus.Forbidden or IppStatus.NotAuthenticated or IppStatus.NotAuthorized => new AttemptOutcome.Deferred(ReasonCode.AuthFailed, code),
            IppStatus.NotFound or IppStatus.Gone => new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, code),
            IppStatus.NotAcceptingJobs or IppStatus.DeviceError or IppStatus.PrinterIsDeactivated => new AttemptOutcome.Deferred(ReasonCode.PrinterStopped, code),
            IppStatus.Timeout => new AttemptOutcome.Deferred(ReasonCode.Timeout, code),
            IppStatus.NotPossible or IppStatus.Busy or IppStatus.TooManyJobs or IppStatus.TemporaryError or IppStatus.InternalError
                or IppStatus.ServiceUnavailable or IppStatus.JobCanceled => new AttemptOutcome.Deferred(ReasonCode.ChannelUnavailable, code, Rest),
            _ => new AttemptOutcome.Deferred(ReasonCode.Other, code),
        };
    }

    /// <summary>What a failure to get an answer means while nothing was printed.</summary>
    public static AttemptOutcome OfFailure(IppFailureException failure) => new AttemptOutcome.Deferred(failure.Reason, failure.ProtocolCode);

    /// <summary>What the state of a job with a whole document means.</summary>
    /// <param name="job">The job.</param>
    /// <param name="bytes">The document's size, for what is recorded; 0 if it is not known.</param>
    /// <param name="pollPeriod">When to ask about it again.</param>
    public static AttemptOutcome OfJob(IppJob job, long bytes, TimeSpan pollPeriod) => job.State switch
    {
        IppJobState.Completed => new AttemptOutcome.Delivered(new Proof("ipp", job.Reference.ToString())),
        IppJobState.Canceled => new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Cancelled),    // by a person at the printer: a person decides
        IppJobState.Aborted when job.IsContentRefused => new AttemptOutcome.Refused(ReasonCode.ContentRefused),
        IppJobState.Aborted when job.IsUnprinted => new AttemptOutcome.Deferred(ReasonCode.PrinterStopped),
        IppJobState.Aborted => new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.PrinterStopped),    // some pages may be on paper
        _ => new AttemptOutcome.Submitted((job.Reference with { Bytes = bytes > 0 ? bytes : null }).ToString(), pollPeriod),
    };
}
