using System.Buffers;
using System.Buffers.Binary;
using Orleans.Serialization.Buffers;
using Orleans.Serialization.Session;

namespace Dispatch.Silo.Security;

/// <summary>
/// Reads who sends each message of one client's connection and lets only clients pass. Orleans' gateway believes what a message says about its sender,
/// so without this a client with a changed library could speak as a grain, to which everything is open.
/// </summary>
/// <remarks>
/// The wire of Orleans 10: a preamble (length, content), then messages (length of head, length of body, head, body). A head begins with flags,
/// the call's id and the sender. Should a version change this, honest clients are refused too, and a test fails.
/// </remarks>
/// <param name="sessions">Reads Orleans' encoding.</param>
internal sealed class SenderCheck(SerializerSessionPool sessions)
{
    private const int FrameBytes = 8;
    private const int MaxPreambleBytes = 1024;

    // Flags, id, and a sender whose id is far longer than any that Orleans makes.
    private const int MaxSenderBytes = 2048;

    private long _passing;
    private bool _isPreambleOver;

    /// <summary>Checks what has arrived next.</summary>
    /// <returns>How much of it may pass; the rest must be shown again with what follows it.</returns>
    /// <exception cref="ForgedSenderException">A message does not come from a client.</exception>
    public long Check(ReadOnlySequence<byte> arrived)
    {
        long passed = 0;
        while (passed < arrived.Length)
        {
            if (_passing == 0 && !TryBegin(arrived.Slice(passed)))
                break;
            var step = Math.Min(_passing, arrived.Length - passed);
            (passed, _passing) = (passed + step, _passing - step);
        }

        return passed;
    }

    private bool TryBegin(ReadOnlySequence<byte> next) => _isPreambleOver ? TryBeginMessage(next) : TryBeginPreamble(next);

    private bool TryBeginPreamble(ReadOnlySequence<byte> next)
    {
        if (next.Length < sizeof(int))
            return false;
        var length = ReadLength(next, 0);
        if (length is <= 0 or > MaxPreambleBytes)
            throw new ForgedSenderException();
        (_passing, _isPreambleOver) = (sizeof(int) + length, true);
        return true;
    }

    private bool TryBeginMessage(ReadOnlySequence<byte> next)
    {
        if (next.Length < FrameBytes)
            return false;
        var (head, body) = (ReadLength(next, 0), ReadLength(next, sizeof(int)));
        if (head <= 0 || body < 0)
            throw new ForgedSenderException();
        var needed = Math.Min(head, MaxSenderBytes);
        if (next.Length < FrameBytes + needed)
            return false;
        if (!CallOrigin.IsOutside(ReadSender(next.Slice(FrameBytes, needed))))
            throw new ForgedSenderException();
        _passing = FrameBytes + (long)head + body;
        return true;
    }

    private GrainId ReadSender(ReadOnlySequence<byte> head)
    {
        using var session = sessions.GetSession();
        var reader = Reader.Create(head, session);
        try
        {
            reader.ReadUInt32();
            reader.ReadInt64();
            return new GrainId(new GrainType(ReadId(ref reader)), new IdSpan(ReadId(ref reader)));
        }
        catch (Exception e) when (e is not ForgedSenderException)
        {
            throw new ForgedSenderException(e);
        }
    }

    private static byte[] ReadId(ref Reader<ReadOnlySequenceInput> reader)
    {
        var length = reader.ReadVarUInt32();
        if (length is 0 or > MaxSenderBytes)
            throw new ForgedSenderException();
        reader.ReadInt32(); // its hash
        return reader.ReadBytes(length);
    }

    private static int ReadLength(ReadOnlySequence<byte> from, int offset)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        from.Slice(offset, sizeof(int)).CopyTo(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }
}
