namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>The requests of this client. Pure. An operation's first attributes have a fixed order (RFC 8011 §4.1.4, §4.1.5).</summary>
internal static class IppRequests
{
    /// <summary>In whose name jobs are made when nobody signs in.</summary>
    public const string User = "dispatch";

    /// <summary>What is asked of a job.</summary>
    public static readonly string[] JobAttributes =
        ["job-id", "job-uuid", "job-name", "job-state", "job-state-reasons", "number-of-documents", "job-k-octets", "time-at-processing"];

    private const string Pdf = "application/pdf";

    private static readonly string[] PrinterAttributes =
        ["printer-name", "printer-uri-supported", "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "queued-job-count", "media-ready", "media-col-ready"];

    /// <summary>Whether a printer would take a PDF.</summary>
    public static IppMessage ValidateJob(string printer, string user) =>
        Of(IppOperation.ValidateJob, [Printer(printer), UserName(user), IppAttribute.Of("document-format", IppTag.MimeMediaType, Pdf)]);

    /// <summary>A job with its name and how it is to be printed; its document follows by <see cref="SendDocument"/>.</summary>
    public static IppMessage CreateJob(string printer, string user, string name, bool isDuplex, string? media)
    {
        List<IppAttribute> template = [IppAttribute.Of("sides", IppTag.Keyword, isDuplex ? "two-sided-long-edge" : "one-sided")];
        if (!string.IsNullOrEmpty(media))
            template.Add(IppAttribute.Of("media", IppTag.Keyword, media));
        var message = Of(IppOperation.CreateJob, [Printer(printer), UserName(user), IppAttribute.Of("job-name", IppTag.Name, name)]);
        return message with { Groups = [.. message.Groups, new IppGroup(IppTag.JobAttributes, template)] };
    }

    /// <summary>The one document of a job; its bytes follow the message.</summary>
    public static IppMessage SendDocument(string printer, string user, int job, string name) => Of(IppOperation.SendDocument,
    [
        .. Job(printer, job),
        UserName(user),
        IppAttribute.Of("document-name", IppTag.Name, name),
        IppAttribute.Of("document-format", IppTag.MimeMediaType, Pdf),
        IppAttribute.Of("last-document", true),
    ]);

    /// <summary>How a job stands.</summary>
    public static IppMessage GetJobAttributes(string printer, string user, int job) =>
        Of(IppOperation.GetJobAttributes, [.. Job(printer, job), UserName(user), Requested(JobAttributes)]);

    /// <summary>A page of a printer's jobs, kept ones among them.</summary>
    /// <param name="printer">The printer.</param>
    /// <param name="user">Who asks.</param>
    /// <param name="which"><c>all</c>, <c>completed</c> or <c>not-completed</c>.</param>
    /// <param name="limit">The most jobs.</param>
    /// <param name="first">The least job id, a word of CUPS; none for the first page.</param>
    public static IppMessage GetJobs(string printer, string user, string which, int limit, int? first)
    {
        List<IppAttribute> operation = [Printer(printer), UserName(user), IppAttribute.Of("limit", limit)];
        if (first is { } id)
            operation.Add(IppAttribute.Of("first-job-id", id));
        return Of(IppOperation.GetJobs, [.. operation, Requested(JobAttributes), IppAttribute.Of("which-jobs", IppTag.Keyword, which)]);
    }

    /// <summary>Ends a job.</summary>
    public static IppMessage CancelJob(string printer, string user, int job) => Of(IppOperation.CancelJob, [.. Job(printer, job), UserName(user)]);

    /// <summary>How a printer stands.</summary>
    public static IppMessage GetPrinterAttributes(string printer, string user) =>
        Of(IppOperation.GetPrinterAttributes, [Printer(printer), UserName(user), Requested(PrinterAttributes)]);

    /// <summary>The queues of a CUPS server with how they stand.</summary>
    public static IppMessage GetPrinters(string user) => Of(IppOperation.CupsGetPrinters, [UserName(user), Requested(PrinterAttributes)]);

    private static IppMessage Of(IppOperation operation, IReadOnlyList<IppAttribute> attributes) => new((int)operation, RequestId: 1,
    [
        new IppGroup(IppTag.OperationAttributes,
        [
            IppAttribute.Of("attributes-charset", IppTag.Charset, "utf-8"),
            IppAttribute.Of("attributes-natural-language", IppTag.NaturalLanguage, "en"),
            .. attributes,
        ]),
    ]);

    private static IppAttribute Printer(string printer) => IppAttribute.Of("printer-uri", IppTag.Uri, printer);

    private static IppAttribute UserName(string user) => IppAttribute.Of("requesting-user-name", IppTag.Name, user);

    private static IppAttribute[] Job(string printer, int job) => [Printer(printer), IppAttribute.Of("job-id", job)];

    private static IppAttribute Requested(string[] names) => IppAttribute.Of("requested-attributes", IppTag.Keyword, names);
}
