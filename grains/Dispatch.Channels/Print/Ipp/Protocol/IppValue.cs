namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>One value of an attribute, by what its tag says of its form (RFC 8010 §3.9).</summary>
/// <param name="Tag">The tag.</param>
internal abstract record IppValue(IppTag Tag)
{
    /// <summary>A whole number or an enum.</summary>
    public sealed record Number(IppTag Tag, int Value) : IppValue(Tag);

    /// <summary>A truth.</summary>
    public sealed record Truth(bool Value) : IppValue(IppTag.Boolean);

    /// <summary>Characters in UTF-8. Of a text or name with its language only the text is kept.</summary>
    public sealed record Characters(IppTag Tag, string Value) : IppValue(Tag);

    /// <summary>Anything else, as it came: dates, ranges, resolutions, octets, and the out-of-band values, which have no bytes.</summary>
    public sealed record Octets(IppTag Tag, ReadOnlyMemory<byte> Value) : IppValue(Tag);

    /// <summary>Attributes in a value.</summary>
    public sealed record Collection(IReadOnlyList<IppAttribute> Members) : IppValue(IppTag.BeginCollection);
}
