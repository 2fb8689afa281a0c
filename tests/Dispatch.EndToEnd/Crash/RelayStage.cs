namespace Dispatch.EndToEnd.Crash;

/// <summary>A moment of an SMTP exchange as the relay sees it.</summary>
internal enum RelayStage
{
    /// <summary>The connection was accepted, not greeted.</summary>
    Greeting,

    /// <summary>MAIL was read, not answered.</summary>
    Sender,

    /// <summary>RCPT was read, not answered.</summary>
    Recipient,

    /// <summary>DATA was read, not answered.</summary>
    Data,

    /// <summary>Some lines of the content were read.</summary>
    Content,

    /// <summary>The end of data was read and the message taken over, not answered.</summary>
    EndOfData,

    /// <summary>The end of data was answered.</summary>
    Answered,
}
