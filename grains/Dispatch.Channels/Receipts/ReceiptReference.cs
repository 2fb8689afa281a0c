namespace Dispatch.Channels;

/// <summary>What a receipt says about the dispatch that it belongs to, the most trustworthy first. None of it holds an address.</summary>
/// <param name="Tokens">Return tokens: that of the return path, then that of the envelope id. See <see cref="Email.Bounces.ReturnToken"/>.</param>
/// <param name="DispatchName">The dispatch's id on the outside, as returned headers show it.</param>
/// <param name="MessageId">The Message-ID of the returned headers, without angle brackets.</param>
public sealed record ReceiptReference(IReadOnlyList<string> Tokens, string? DispatchName = null, string? MessageId = null)
{
    /// <summary>Nothing at all.</summary>
    public static ReceiptReference None { get; } = new([]);
}
