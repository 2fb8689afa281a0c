namespace Dispatch.Channels.Print.Ipp.Protocol;

/// <summary>The operations that this client asks for (RFC 8011 §4, and CUPS).</summary>
internal enum IppOperation : ushort
{
    /// <summary>Whether a job would be taken.</summary>
    ValidateJob = 0x0004,

    /// <summary>Makes a job without a document.</summary>
    CreateJob = 0x0005,

    /// <summary>Adds a document to a job.</summary>
    SendDocument = 0x0006,

    /// <summary>Ends a job.</summary>
    CancelJob = 0x0008,

    /// <summary>How a job stands.</summary>
    GetJobAttributes = 0x0009,

    /// <summary>The jobs of a printer.</summary>
    GetJobs = 0x000A,

    /// <summary>How a printer stands.</summary>
    GetPrinterAttributes = 0x000B,

    /// <summary>The queues of a CUPS server.</summary>
    CupsGetPrinters = 0x4002,
}
