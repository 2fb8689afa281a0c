namespace Dispatch.Channels.Print.Sftp;

/// <summary>How far a package is known to have come.</summary>
internal enum HandoverStage
{
    /// <summary>Nothing but its temporary file can be there yet.</summary>
    Uploading = 0,

    /// <summary>It is there under neither name: the service has taken it away, as far as one can see. Its receipt will tell.</summary>
    Unseen = 1,

    /// <summary>It was seen under its final name.</summary>
    Taken = 2,
}
