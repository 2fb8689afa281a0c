namespace Dispatch.Channels.Print.Ipp;

/// <summary>How a printer or print server is reached and signed in to.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="UserName">Who signs in; none: nobody does.</param>
/// <param name="PasswordFile">The file whose first line is the password.</param>
/// <param name="CaFile">The certificates that its own must come from; none: those that the machine trusts.</param>
/// <param name="MaxConnections">The most connections at once.</param>
internal sealed record IppConnectionOptions(IppAddress Address, string? UserName, string? PasswordFile, string? CaFile, int MaxConnections);
