using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using Dispatch.Silo.Security;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Session;

namespace Dispatch.Tests.Silo.Security;

public sealed class SenderCheckTests
{
    private static readonly SerializerSessionPool Sessions =
        new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<SerializerSessionPool>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(100_000)]
    public async Task Input_OfAClient_ArrivesWhole_HoweverItIsCut(int chunk)
    {
        byte[] sent = [.. Preamble(40), .. Message("sys.client", "abc", body: 0), .. Message("sys.client", "abc+observer", body: 70_000), .. Message("sys.client", "abc", body: 3)];

        var read = await ReadAsync(sent, chunk);

        Assert.Equal(sent, read);
    }

    [Theory]
    [InlineData("sys.klient", "abc")]
    [InlineData("sys.svc", "abc")]
    [InlineData("subscription", "b/1")]
    [InlineData("sys.client", "hosted-S127.0.0.1:1:1")]
    [InlineData("", "abc")]
    public async Task Input_OfSomebodyElse_EndsBeforeTheMessageAtTheLatest(string type, string key)
    {
        byte[] honest = [.. Preamble(40), .. Message("sys.client", "abc", body: 5)];
        var passed = new MemoryStream();

        await Assert.ThrowsAsync<ForgedSenderException>(() => ReadAsync([.. honest, .. Message(type, key, body: 5)], chunk: 16, passed));

        Assert.True(honest.AsSpan().StartsWith(passed.ToArray()));
    }

    [Theory]
    [InlineData("FFFFFF7F")] // a preamble of two gigabytes
    [InlineData("00000000")]
    [InlineData("160301008A010000")] // a TLS greeting
    [InlineData("01000000AA0000000000000000")] // a message without a head
    [InlineData("01000000AA2000000000000080")] // a body of a negative length
    [InlineData("01000000AA1400000000000000000000000000000000000000000000000FFFFFFF0F")] // a sender of a gigabyte
    public async Task Input_OfNoProtocol_EndsAtOnce(string bytes) =>
        await Assert.ThrowsAsync<ForgedSenderException>(() => ReadAsync(Convert.FromHexString(bytes), chunk: 100));

    [Fact]
    public async Task Input_ThatEndsInTheMiddle_Ends()
    {
        byte[] sent = [.. Preamble(40), .. Message("sys.client", "abc", body: 5)[..12]];

        Assert.Equal(Preamble(40), await ReadAsync(sent, chunk: 16));
    }

    [Fact]
    public async Task Input_ReadInPart_IsReadOn()
    {
        byte[] sent = [.. Preamble(40), .. Message("sys.client", "abc", body: 5)];
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(sent, Stop);
        var input = new CheckedInput(pipe.Reader, new SenderCheck(Sessions), () => { });

        var first = await input.ReadAsync(Stop);
        input.AdvanceTo(first.Buffer.GetPosition(10), first.Buffer.GetPosition(20));
        var second = await input.ReadAsync(Stop);

        Assert.Equal(sent[10..], second.Buffer.ToArray());
        input.AdvanceTo(second.Buffer.End);
        Assert.False(input.TryRead(out _));
    }

    private static byte[] Preamble(int length)
    {
        var bytes = new byte[sizeof(int) + length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        return bytes;
    }

    private static byte[] Message(string type, string key, int body)
    {
        byte[] head = [.. new byte[12], .. Id(type), .. Id(key), .. new byte[30]];
        var bytes = new byte[8 + head.Length + body];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, head.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), body);
        head.CopyTo(bytes.AsSpan(8));
        return bytes;
    }

    // Orleans' short form of a number has its bits above a one.
    private static byte[] Id(string text) => text.Length == 0 ? [1] : [(byte)((text.Length << 1) | 1), 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];

    private static async Task<byte[]> ReadAsync(byte[] sent, int chunk, MemoryStream? passed = null)
    {
        passed ??= new MemoryStream();
        var pipe = new Pipe();
        var input = new CheckedInput(pipe.Reader, new SenderCheck(Sessions), () => { });
        var writing = WriteAsync(pipe.Writer, sent, chunk);
        try
        {
            while (true)
            {
                var result = await input.ReadAsync(Stop);
                foreach (var segment in result.Buffer)
                    passed.Write(segment.Span);
                input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                    return passed.ToArray();
            }
        }
        finally
        {
            await input.CompleteAsync();
            await writing;
        }
    }

    private static async Task WriteAsync(PipeWriter writer, byte[] sent, int chunk)
    {
        foreach (var piece in sent.Chunk(chunk))
        {
            if ((await writer.WriteAsync(piece, Stop)).IsCompleted)
                break;
        }

        await writer.CompleteAsync();
    }
}
