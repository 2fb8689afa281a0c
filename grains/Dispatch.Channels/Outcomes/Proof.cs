namespace Dispatch.Channels;

/// <summary>What shows that a destination took a dispatch over. Never a server's free text.</summary>
/// <param name="Kind">A word such as <c>smtp</c>, <c>pickup</c> or <c>spool</c>; at most 16 characters.</param>
/// <param name="Value">Reply code, enhanced code and queue id, a file name or a job id; at most 128 characters.</param>
public sealed record Proof(string Kind, string Value)
{
    /// <summary>The length that a value never exceeds.</summary>
    public const int LongestValue = 128;

    internal static Proof OfFile(string kind, string fileName) => new(kind, fileName.Length <= LongestValue ? fileName : fileName[..LongestValue]);
}
