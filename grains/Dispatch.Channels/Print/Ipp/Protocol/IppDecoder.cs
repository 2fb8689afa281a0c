using System.Buffers.Binary;
using System.Text;

namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>Reads messages as RFC 8010 §3.1 has them, any version. Pure: it gives a message or throws <see cref="IppFormatException"/>, nothing else.</summary>
internal ref struct IppDecoder
{
    private const byte FirstValueTag = 0x10;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _values;

    private IppDecoder(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Reads a message; what follows its end is a document and is not looked at.</summary>
    /// <exception cref="IppFormatException">It is none.</exception>
    public static IppMessage Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > IppLimits.MessageBytes)
            throw new IppFormatException($"The message has more than {IppLimits.MessageBytes} bytes.");
        return new IppDecoder(bytes).ReadMessage();
    }

    private IppMessage ReadMessage()
    {
        Take(sizeof(ushort));    // the version
        var code = BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));
        var requestId = BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));
        List<IppGroup> groups = [];
        var tag = Take(1)[0];
        while (tag != (byte)IppTag.EndOfAttributes)
        {
            if (tag is 0 or >= FirstValueTag)
                throw new IppFormatException("An attribute stands outside of a group.");
            if (groups.Count == IppLimits.Groups)
                throw new IppFormatException($"The message has more than {IppLimits.Groups} groups.");
            groups.Add(new IppGroup((IppTag)tag, ReadAttributes(out tag)));
        }
        return new IppMessage(code, requestId, groups);
    }

    private List<IppAttribute> ReadAttributes(out byte delimiter)
    {
        List<IppAttribute> attributes = [];
        List<IppValue>? values = null;
        for (delimiter = Take(1)[0]; delimiter >= FirstValueTag; delimiter = Take(1)[0])
        {
            var name = Encoding.UTF8.GetString(TakeSized(IppLimits.NameBytes, "name"));
            var value = ReadValue((IppTag)delimiter, depth: 0);
            if (name.Length > 0)
                attributes.Add(new IppAttribute(name, values = []));
            else if (values is null)
                throw new IppFormatException("A further value has no attribute before it.");
            values.Add(value);
        }
        return attributes;
    }

    private IppValue ReadValue(IppTag tag, int depth)
    {
        if (++_values > IppLimits.Values)
            throw new IppFormatException($"The message has more than {IppLimits.Values} values.");

        var bytes = TakeSized(IppLimits.ValueBytes, "value");
        return tag switch
        {
            IppTag.Integer or IppTag.Enum => new IppValue.Number(tag, bytes.Length == sizeof(int)
                ? BinaryPrimitives.ReadInt32BigEndian(bytes)
                : throw new IppFormatException("A number has not 4 bytes.")),
            IppTag.Boolean => new IppValue.Truth(bytes.Length == 1 ? bytes[0] != 0 : throw new IppFormatException("A truth has not 1 byte.")),
            IppTag.BeginCollection => new IppValue.Collection(ReadMembers(depth + 1)),
            IppTag.EndCollection or IppTag.MemberName => throw new IppFormatException("A member stands outside of a collection."),
            IppTag.TextWithLanguage => new IppValue.Characters(IppTag.Text, ReadWithLanguage(bytes)),
            IppTag.NameWithLanguage => new IppValue.Characters(IppTag.Name, ReadWithLanguage(bytes)),
            >= (IppTag)0x40 and <= (IppTag)0x5F => new IppValue.Characters(tag, Encoding.UTF8.GetString(bytes)),
            _ => new IppValue.Octets(tag, bytes.ToArray()),
        };
    }

    private List<IppAttribute> ReadMembers(int depth)
    {
        if (depth > IppLimits.Depth)
            throw new IppFormatException($"Collections stand more than {IppLimits.Depth} deep in each other.");

        List<IppAttribute> members = [];
        List<IppValue>? values = null;
        while (true)
        {
            var tag = (IppTag)Take(1)[0];
            if ((byte)tag < FirstValueTag)
                throw new IppFormatException("A group begins within a collection.");
            if (TakeSized(IppLimits.NameBytes, "name").Length > 0)
                throw new IppFormatException("A value within a collection has a name.");

            switch (tag)
            {
                case IppTag.EndCollection:
                    TakeSized(IppLimits.ValueBytes, "value");
                    return values is { Count: 0 } ? throw new IppFormatException("A member of a collection has no value.") : members;
                case IppTag.MemberName when values is not { Count: 0 }:
                    members.Add(new IppAttribute(Encoding.UTF8.GetString(TakeSized(IppLimits.NameBytes, "member's name")), values = []));
                    break;
                default:
                    (values ?? throw new IppFormatException("A value of a collection has no member before it.")).Add(ReadValue(tag, depth));
                    break;
            }
        }
    }

    private static string ReadWithLanguage(ReadOnlySpan<byte> bytes)
    {
        var inner = new IppDecoder(bytes);
        inner.TakeSized(IppLimits.ValueBytes, "language");
        return Encoding.UTF8.GetString(inner.TakeSized(IppLimits.ValueBytes, "text"));
    }

    private ReadOnlySpan<byte> TakeSized(int longest, string what)
    {
        var length = BinaryPrimitives.ReadUInt16BigEndian(Take(sizeof(ushort)));
        return length <= longest ? Take(length) : throw new IppFormatException($"A {what} has more than {longest} bytes.");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (_bytes.Length - _position < count)
            throw new IppFormatException("The message ends in the middle.");
        var taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }
}
