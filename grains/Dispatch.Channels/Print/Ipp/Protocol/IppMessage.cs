namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>A request or an answer without its document (RFC 8010 §3.1).</summary>
/// <param name="Code">The operation of a request, the status of an answer.</param>
/// <param name="RequestId">The request's number, which its answer repeats; over 0.</param>
/// <param name="Groups">Its groups in their order.</param>
internal sealed record IppMessage(int Code, int RequestId, IReadOnlyList<IppGroup> Groups)
{
    /// <summary>The first group of a kind; an empty one if there is none.</summary>
    public IppGroup First(IppTag tag) => All(tag).FirstOrDefault() ?? new IppGroup(tag, []);

    /// <summary>All groups of a kind.</summary>
    public IEnumerable<IppGroup> All(IppTag tag) => Groups.Where(group => group.Tag == tag);
}
