using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Channels.Print.Ipp;

/// <summary>What a printer answered about one job.</summary>
/// <param name="Status">The status.</param>
/// <param name="Job">The job; none if the answer shows none.</param>
internal sealed record IppAnswer(int Status, IppJob? Job)
{
    /// <summary>Whether the request was done.</summary>
    public bool IsSuccess => IppStatus.IsSuccess(Status);

    /// <summary>Reads an answer.</summary>
    public static IppAnswer Of(IppMessage message) => new(message.Code, message.All(IppTag.JobAttributes).Select(IppJob.From).FirstOrDefault(job => job is not null));
}
