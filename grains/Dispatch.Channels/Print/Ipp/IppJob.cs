using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>A job as its printer shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Uuid">Its UUID; none if the printer gives none.</param>
/// <param name="Name">Its name; none where it is hidden from us.</param>
/// <param name="State">Its state, which rules: CUPS leaves reasons of earlier states standing.</param>
/// <param name="Reasons">The reasons of its state.</param>
/// <param name="DocumentCount">The documents that arrived whole; none if the printer does not say.</param>
/// <param name="Kilobytes">The size of its documents in 1024 bytes, rounded up; none if the printer does not say.</param>
/// <param name="WasProcessed">Whether printing has ever begun; none if the printer does not say.</param>
internal sealed record IppJob(
    int Id, string? Uuid, string? Name, IppJobState State, IReadOnlyList<string> Reasons, int? DocumentCount, int? Kilobytes, bool? WasProcessed)
{
    private static readonly string[] ContentErrors =
    [
        "document-format-error", "unsupported-document-format", "document-unprintable-error", "document-password-error",
        "document-permission-error", "document-security-error",
    ];

    /// <summary>Reads a job's group; none if it is none.</summary>
    public static IppJob? From(IppGroup group)
    {
        if (group.Number("job-id") is not { } id || group.Number("job-state") is not { } state || !Enum.IsDefined((IppJobState)state))
            return null;

        return new IppJob(
            id,
            group.Text("job-uuid"),
            group.Text("job-name"),
            (IppJobState)state,
            group.Texts("job-state-reasons"),
            group.Number("number-of-documents"),
            group.Number("job-k-octets"),
            group.Find("time-at-processing") is { } time ? WasReached(time) : null);
    }

    /// <summary>What names it.</summary>
    public IppReference Reference => new(Id, Uuid);

    /// <summary>Whether its size is that of a document that has arrived. CUPS forgets the documents of jobs that ended, but not their size.</summary>
    private bool HasSize => (IsEnded || DocumentCount is null or > 0) && Kilobytes > 0;

    /// <summary>Whether printing has not begun as far as the printer says: what is cancelled now is not on paper.</summary>
    public bool IsWaiting => State is IppJobState.Pending or IppJobState.Held && WasProcessed != true;

    /// <summary>Whether it will not change any more.</summary>
    public bool IsEnded => State >= IppJobState.Canceled;

    /// <summary>
    /// Whether it still waits for its document, so that nothing of it can be on paper. CUPS shows one that it had not saved when it was killed as held for
    /// no reason, with a document and without a size, and never prints it.
    /// </summary>
    public bool IsIncomplete => IsWaiting
        && ((DocumentCount == 0 && Kilobytes is null or 0) || Reasons.Any(reason => reason is "job-incoming" or "job-data-insufficient")
            || (State == IppJobState.Held && Kilobytes == 0 && Reasons.All(reason => reason == "none")));

    /// <summary>Whether it ended before it got a document. A count of none alone does not say so: CUPS forgets the documents of jobs that ended.</summary>
    public bool HadNoDocument => IsEnded && DocumentCount == 0 && Kilobytes is null or 0 && WasProcessed != true;

    /// <summary>Whether it ended without that printing began.</summary>
    public bool IsUnprinted => IsEnded && State != IppJobState.Completed && (WasProcessed == false || HadNoDocument);

    /// <summary>Whether the printer could not read the document.</summary>
    public bool IsContentRefused => State == IppJobState.Aborted && Reasons.Any(ContentErrors.Contains);

    /// <summary>Whether the printer holds, or had, fewer bytes than were sent: a part would be printed as if it were the whole.</summary>
    public bool IsCut(long bytes) => HasSize && Kilobytes < bytes / 1024;

    /// <summary>Whether the printer holds another document than one of that size. Its count is of whole 1024 bytes, begun ones among them.</summary>
    public bool HasOtherSize(long bytes) => IsCut(bytes) || (HasSize && Kilobytes > (bytes + 1023) / 1024);

    /// <summary>
    /// Whether it is the one that was recorded under that name; none if nobody can say. Ids begin anew when a printer is set up anew, and every printer has
    /// its own: without a UUID on both sides a job of that id is ours only if it has our name too.
    /// </summary>
    public bool? Is(IppReference reference, string name)
    {
        if (reference.Uuid is not null && Uuid is not null)
            return Uuid == reference.Uuid;
        if (Name is null)
            return Id == reference.JobId ? null : false;
        return Name != name ? false : Id == reference.JobId ? true : null;
    }

    /// <summary>The time at which something happened to a job: no value says that it has not happened, anything else out of band says nothing (RFC 8011 §5.3.14).</summary>
    private static bool? WasReached(IppAttribute time) => time.Number is not null ? true : time.Values[0].Tag == IppTag.NoValue ? false : null;
}
