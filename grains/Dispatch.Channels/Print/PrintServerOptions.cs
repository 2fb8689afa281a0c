namespace Dispatch.Channels.Print;

/// <summary>A print server whose queues become printers. Section <c>Print:Servers:NAME</c>.</summary>
public sealed class PrintServerOptions
{
    /// <summary>Where it is: <c>ipp://HOST:PORT/</c> or <c>ipps://HOST:PORT/</c>.</summary>
    /// <value>No default.</value>
    public string Uri { get; set; } = "";

    /// <summary>Who signs in, to the server and to its queues.</summary>
    /// <value>Default: none.</value>
    public string? UserName { get; set; }

    /// <summary>The file whose first line is the password.</summary>
    /// <value>Default: none.</value>
    public string? PasswordFile { get; set; }

    /// <summary>The file with the certificates (PEM) that the server's certificate must come from; for ipps.</summary>
    /// <value>Default: none, which means those that the machine trusts.</value>
    public string? CaFile { get; set; }
}
