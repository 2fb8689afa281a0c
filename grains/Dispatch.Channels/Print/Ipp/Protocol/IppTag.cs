namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>The tags of RFC 8010 §3.5 that this client writes or knows by name; any other value tag is kept as it came.</summary>
internal enum IppTag : byte
{
    /// <summary>Begins the operation attributes.</summary>
    OperationAttributes = 0x01,

    /// <summary>Begins the attributes of a job.</summary>
    JobAttributes = 0x02,

    /// <summary>Ends the attributes; a document may follow.</summary>
    EndOfAttributes = 0x03,

    /// <summary>Begins the attributes of a printer.</summary>
    PrinterAttributes = 0x04,

    /// <summary>Begins the attributes that were not supported.</summary>
    UnsupportedAttributes = 0x05,

    /// <summary>The attribute has no value.</summary>
    NoValue = 0x13,

    /// <summary>A signed number of 32 bits.</summary>
    Integer = 0x21,

    /// <summary>True or false.</summary>
    Boolean = 0x22,

    /// <summary>A number that stands for a word.</summary>
    Enum = 0x23,

    /// <summary>Begins a collection (RFC 8010 §3.1.6).</summary>
    BeginCollection = 0x34,

    /// <summary>Text with its language.</summary>
    TextWithLanguage = 0x35,

    /// <summary>A name with its language.</summary>
    NameWithLanguage = 0x36,

    /// <summary>Ends a collection.</summary>
    EndCollection = 0x37,

    /// <summary>Text.</summary>
    Text = 0x41,

    /// <summary>A name.</summary>
    Name = 0x42,

    /// <summary>A word of a registered vocabulary.</summary>
    Keyword = 0x44,

    /// <summary>A URI.</summary>
    Uri = 0x45,

    /// <summary>A character set.</summary>
    Charset = 0x47,

    /// <summary>A language.</summary>
    NaturalLanguage = 0x48,

    /// <summary>A MIME type.</summary>
    MimeMediaType = 0x49,

    /// <summary>The name of a member of a collection.</summary>
    MemberName = 0x4A,
}
