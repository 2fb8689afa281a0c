using System.Security.Cryptography;
using System.Text;

namespace Dispatch.Channels.Email;

/// <summary>What identifies a dispatch's message, the same in every attempt; whoever reads a returned one recognizes it by that.</summary>
/// <param name="LocalPart">What stands before the @ of the Message-ID.</param>
/// <param name="Boundary">What makes the boundaries between the message's parts its own.</param>
public readonly record struct MessageIdentity(string LocalPart, string Boundary)
{
    /// <summary>The identity of a dispatch's message.</summary>
    /// <param name="key">The dispatch's key, <c>biller/number/definition/copy</c>.</param>
    public static MessageIdentity Of(string key)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return new MessageIdentity(hash[..32], hash[32..56]);
    }
}
