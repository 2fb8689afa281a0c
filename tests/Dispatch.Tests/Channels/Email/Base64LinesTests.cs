using Dispatch.Channels.Email;
using MimeKit;

namespace Dispatch.Tests.Channels.Email;

public sealed class Base64LinesTests
{
    public static TheoryData<int> Sizes => [0, 1, 2, 3, 56, 57, 58, 113, 114, 115, 5_000, 45_001];

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Encode_AnySize_IsWhatMimeKitWrites(int size)
    {
        var content = new byte[size];
        new Random(size).NextBytes(content);

        var encoded = Base64Lines.Encode(content);

        Assert.Equal(Base64Lines.LengthOf(size), encoded.Length);
        Assert.Equal(Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks) + (size > 0 ? "\r\n" : ""), System.Text.Encoding.ASCII.GetString(encoded));
        Assert.Equal(WrittenByMimeKit(content), encoded);
    }

    [Fact]
    public void EncodedPart_ReadBack_IsTheContent()
    {
        byte[] content = [1, 2, 3, 0, 255];

        using var part = new EncodedPart(new ContentType("application", "pdf"), content);

        Assert.Equal(content, MessageParts.ContentOf(part));
    }

    private static byte[] WrittenByMimeKit(byte[] content)
    {
        using var part = new MimePart("application", "pdf") { Content = new MimeContent(new MemoryStream(content)), ContentTransferEncoding = ContentEncoding.Base64 };
        using var written = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        part.Prepare(EncodingConstraint.SevenBit);
        part.WriteTo(format, written, contentOnly: true);
        return written.ToArray();
    }
}
