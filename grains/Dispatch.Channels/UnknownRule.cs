namespace Dispatch.Channels;

/// <summary>What happens when nobody can say whether an attempt arrived.</summary>
public enum UnknownRule
{
    /// <summary>Send the same again, marked as a possible duplicate.</summary>
    Resend = 0,

    /// <summary>Hold it for a person.</summary>
    Hold = 1,
}
