namespace Dispatch.Channels.Email;

/// <summary>What the end of an exchange says about the relay, whatever it means for the message.</summary>
internal enum RelaySignal
{
    /// <summary>Nothing: we ended it ourselves.</summary>
    None = 0,

    /// <summary>It works.</summary>
    Fine = 1,

    /// <summary>It works, and asks for less.</summary>
    Busy = 2,

    /// <summary>It does not serve us: not there, closing, or it accepts neither our credentials nor our sender.</summary>
    Fault = 3,
}
