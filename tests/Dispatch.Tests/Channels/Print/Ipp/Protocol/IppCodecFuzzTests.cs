using System.Text;
using CsCheck;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Tests.Channels.Print.Ipp.Protocol;

/// <summary>Messages of any form and damaged ones. A failure prints its seed; CsCheck_Seed=… repeats it.</summary>
public sealed class IppCodecFuzzTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abcdefghijklmnopqrstuvwxyz-"], 1, 40];

    private static readonly Gen<IppValue> Plain = Gen.OneOf<IppValue>(
        Gen.Select(Gen.Bool, Gen.Int, (isEnum, value) => (IppValue)new IppValue.Number(isEnum ? IppTag.Enum : IppTag.Integer, value)),
        Gen.Bool.Select(value => (IppValue)new IppValue.Truth(value)),
        Gen.Select(Gen.Int[0x40, 0x49], Gen.String[Gen.Char['\u0020', '\u04ff'], 0, 60], (tag, value) => (IppValue)new IppValue.Characters((IppTag)tag, value)),
        Gen.Select(Gen.Int[0x10, 0x33], Gen.Byte.Array[0, 40], (tag, value) => (IppValue)new IppValue.Octets((IppTag)(tag is 0x21 or 0x22 or 0x23 ? 0x30 : tag), value)));

    private static readonly Gen<IppValue> Any = Gen.Recursive<IppValue>((depth, value) => depth >= IppLimits.Depth - 1
        ? Plain
        : Gen.Frequency((6, Plain), (1, Gen.Select(Name, value.Array[1, 3], (name, values) => new IppAttribute(name, values)).Array[0, 3].Select(members => (IppValue)new IppValue.Collection(members)))));

    private static readonly Gen<IppMessage> Message = Gen.Select(
        Gen.Int[0, 0xFFFF],
        Gen.Int,
        Gen.Select(Gen.Int[1, 15].Where(tag => tag != 3), Gen.Select(Name, Any.Array[1, 4], (name, values) => new IppAttribute(name, values)).Array[0, 6],
            (tag, attributes) => new IppGroup((IppTag)tag, attributes)).Array[0, 5],
        (code, id, groups) => new IppMessage(code, id, groups));

    private static readonly Gen<byte[]> Damaged = Gen.Select(
        Message, Gen.Int[0, 600], Gen.Select(Gen.Int[0, 4000], Gen.Byte).Array[0, 12], (message, length, changes) =>
        {
            var bytes = IppEncoder.Write(message);
            foreach (var (position, value) in changes)
                bytes[position % bytes.Length] = value;
            return length < bytes.Length ? bytes[..length] : bytes;
        });

    /// <summary>4,000; with <c>DISPATCH_LONG=1</c> a million.</summary>
    private static int Count => Environment.GetEnvironmentVariable("DISPATCH_LONG") == "1" ? 1_000_000 : 4_000;

    [Fact]
    public void Read_AnyMessageWritten_IsTheSame() => Message.Sample(
        message =>
        {
            var bytes = IppEncoder.Write(message);

            Assert.Equal(bytes, IppEncoder.Write(IppDecoder.Read(bytes)));
        },
        iter: Count);

    [Fact]
    public void Read_DamagedMessage_GivesAMessageOrTheOneException() => Damaged.Sample(Survives, iter: Count);

    [Fact]
    public void Read_AnyBytes_GivesAMessageOrTheOneException() =>
        Gen.Byte.Array[0, 200].Select(bytes => (byte[])[.. Encoding.Latin1.GetBytes("\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0001\u0002"), .. bytes]).Sample(Survives, iter: Count);

    private static void Survives(byte[] bytes)
    {
        try
        {
            Assert.All(IppDecoder.Read(bytes).Groups, group => Assert.All(group.Attributes, attribute => Assert.NotEmpty(attribute.Values)));
        }
        catch (IppFormatException)
        {
            // What it is for.
        }
    }
}
