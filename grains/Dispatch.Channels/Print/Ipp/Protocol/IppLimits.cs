namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>The most that is read of an answer: a printer that is broken or hostile must not fill the memory.</summary>
internal static class IppLimits
{
    /// <summary>Bytes of a message without its document. A thousand jobs with the attributes asked for need less than 1 MB.</summary>
    public const int MessageBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of an attribute's name (RFC 8011 §5.1.4).</summary>
    public const int NameBytes = 255;

    /// <summary>Bytes of a value (RFC 8010 §3.1.3: a signed number of 16 bits).</summary>
    public const int ValueBytes = short.MaxValue;

    /// <summary>Groups in a message.</summary>
    public const int Groups = 20_000;

    /// <summary>Values in a message, those within collections among them.</summary>
    public const int Values = 400_000;

    /// <summary>Collections within collections.</summary>
    public const int Depth = 8;
}
