using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>Writes messages as RFC 8010 §3.1 has them, version 2.0. Pure.</summary>
internal static class IppEncoder
{
    /// <summary>IPP/2.0 (PWG 5100.12).</summary>
    public const ushort Version = 0x0200;

    /// <summary>The bytes of a message; a document follows them as it is.</summary>
    /// <exception cref="ArgumentException">A name or value is longer than the format allows.</exception>
    public static byte[] Write(IppMessage message)
    {
        var output = new ArrayBufferWriter<byte>(512);
        Write16(output, Version);
        Write16(output, message.Code);
        Write32(output, message.RequestId);
        foreach (var group in message.Groups)
        {
            WriteTag(output, group.Tag);
            foreach (var attribute in group.Attributes)
                Write(output, attribute);
        }
        WriteTag(output, IppTag.EndOfAttributes);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> output, IppAttribute attribute)
    {
        var name = attribute.Name;
        foreach (var value in attribute.Values)
        {
            Write(output, name, value);
            name = "";    // the others of a set have none
        }
    }

    private static void Write(ArrayBufferWriter<byte> output, string name, IppValue value)
    {
        WriteTag(output, value.Tag);
        WriteBytes(output, Encoding.UTF8.GetBytes(name), IppLimits.NameBytes);
        switch (value)
        {
            case IppValue.Number number:
                Write16(output, sizeof(int));
                Write32(output, number.Value);
                break;
            case IppValue.Truth truth:
                WriteBytes(output, [truth.Value ? (byte)1 : (byte)0], 1);
                break;
            case IppValue.Characters characters:
                WriteBytes(output, Encoding.UTF8.GetBytes(characters.Value), IppLimits.ValueBytes);
                break;
            case IppValue.Octets octets:
                WriteBytes(output, octets.Value.Span, IppLimits.ValueBytes);
                break;
            case IppValue.Collection collection:
                Write16(output, 0);
                WriteMembers(output, collection);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value), value, "No such value.");
        }
    }

    private static void WriteMembers(ArrayBufferWriter<byte> output, IppValue.Collection collection)
    {
        foreach (var member in collection.Members)
        {
            Write(output, "", new IppValue.Characters(IppTag.MemberName, member.Name));
            foreach (var value in member.Values)
                Write(output, "", value);
        }
        Write(output, "", new IppValue.Octets(IppTag.EndCollection, default));
    }

    private static void WriteBytes(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> bytes, int longest)
    {
        if (bytes.Length > longest)
            throw new ArgumentException($"A name or value has {bytes.Length} bytes; {longest} are allowed.", nameof(bytes));
        Write16(output, bytes.Length);
        output.Write(bytes);
    }

    private static void WriteTag(ArrayBufferWriter<byte> output, IppTag tag) => output.Write([(byte)tag]);

    private static void Write16(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(sizeof(ushort)), checked((ushort)value));
        output.Advance(sizeof(ushort));
    }

    private static void Write32(ArrayBufferWriter<byte> output, int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }
}
