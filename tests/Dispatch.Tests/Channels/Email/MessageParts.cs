using MimeKit;

namespace Dispatch.Tests.Channels.Email;

internal static class MessageParts
{
    public static byte[] ContentOf(MimeEntity part)
    {
        using var content = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(content);
        return content.ToArray();
    }
}
