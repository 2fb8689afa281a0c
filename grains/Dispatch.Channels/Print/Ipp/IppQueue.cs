using Dispatch.Abstractions;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>One printer's operations. Each throws <see cref="IppFailureException"/> when there is no answer.</summary>
internal sealed class IppQueue(IppClient client, IppAddress address)
{
    /// <summary>How many jobs are listed at once. CUPS lists no more than its MaxJobs.</summary>
    private const int PageSize = 1000;

    /// <summary>Where it is.</summary>
    public IppAddress Address => address;

    /// <summary>Whether it would take a PDF: the status.</summary>
    public async Task<int> ValidateAsync(CancellationToken cancellationToken) =>
        (await client.SendAsync(address, IppRequests.ValidateJob(address.Uri, client.User), cancellationToken)).Code;

    /// <summary>Makes a job without a document.</summary>
    public async Task<IppAnswer> CreateJobAsync(string name, bool isDuplex, string? media, CancellationToken cancellationToken) =>
        IppAnswer.Of(await client.SendAsync(address, IppRequests.CreateJob(address.Uri, client.User, name, isDuplex, media), cancellationToken));

    /// <summary>What a job's only document is sent with.</summary>
    public IppContent ContentOf(int job, string name, IppDocument document) =>
        new IppContent(IppEncoder.Write(IppRequests.SendDocument(address.Uri, client.User, job, name)), document);

    /// <summary>Sends a job's only document.</summary>
    public async Task<IppAnswer> SendDocumentAsync(IppContent content, CancellationToken cancellationToken) =>
        IppAnswer.Of(await client.SendAsync(address, content, cancellationToken));

    /// <summary>How a job stands.</summary>
    public async Task<IppAnswer> GetJobAsync(int job, CancellationToken cancellationToken) =>
        IppAnswer.Of(await client.SendAsync(address, IppRequests.GetJobAttributes(address.Uri, client.User, job), cancellationToken));

    /// <summary>Ends a job: the status.</summary>
    public async Task<int> CancelJobAsync(int job, CancellationToken cancellationToken) =>
        (await client.SendAsync(address, IppRequests.CancelJob(address.Uri, client.User, job), cancellationToken)).Code;

    /// <summary>How the printer stands.</summary>
    public async Task<IppMessage> GetPrinterAsync(CancellationToken cancellationToken) =>
        await client.SendAsync(address, IppRequests.GetPrinterAttributes(address.Uri, client.User), cancellationToken);

    /// <summary>The jobs that are sought, among those that wait, are printed and are kept.</summary>
    public async Task<IReadOnlyList<IppJob>> FindJobsAsync(Func<IppJob, bool> isSought, CancellationToken cancellationToken) =>
        await FindJobsAsync("all", isSought, cancellationToken)
        ?? [
            .. await FindJobsAsync("not-completed", isSought, cancellationToken) ?? throw new IppFailureException(ReasonCode.ChannelUnavailable),
            .. await FindJobsAsync("completed", isSought, cancellationToken) ?? throw new IppFailureException(ReasonCode.ChannelUnavailable),
        ];

    private async Task<List<IppJob>?> FindJobsAsync(string which, Func<IppJob, bool> isSought, CancellationToken cancellationToken)
    {
        List<IppJob> found = [];
        int? last = null;
        while (true)
        {
            var request = IppRequests.GetJobs(address.Uri, client.User, which, PageSize, last + 1);
            var answer = await client.SendAsync(address, request, cancellationToken);
            if (answer.Code == IppStatus.ValuesNotSupported || answer.First(IppTag.UnsupportedAttributes).Find("which-jobs") is not null)
                return null;
            if (!IppStatus.IsSuccess(answer.Code))
                throw new IppFailureException(ReasonCode.ChannelUnavailable, IppStatus.ToCode(answer.Code));

            var page = answer.All(IppTag.JobAttributes).Select(IppJob.From).OfType<IppJob>().Where(job => last is null || job.Id > last).ToList();
            found.AddRange(page.Where(isSought));
            if (page.Count == 0)
                return found;    // a page that is not full says nothing: the server has a limit of its own
            last = page.Max(job => job.Id);
        }
    }
}
