namespace Dispatch.Channels.Print;

/// <summary>One printer. Section <c>Print:Printers:NAME</c>.</summary>
public sealed class PrinterOptions
{
    /// <summary>
    /// Where its letters go: <c>file:FOLDER</c>, a spool folder, absolute (then it must be there) or below <see cref="PrintOptions.SpoolFolder"/>; <c>ipp://HOST:PORT/PATH</c> or
    /// <c>ipps://…</c>, a printer or a queue of a print server; <c>sftp://HOST:PORT/FOLDER</c>, a print service.
    /// </summary>
    /// <value>No default.</value>
    public string Uri { get; set; } = "";

    /// <summary>Who logs in; for ipp, ipps and sftp.</summary>
    /// <value>Default: none; needed for sftp.</value>
    public string? UserName { get; set; }

    /// <summary>The file whose first line is the password; for sftp with a <see cref="KeyFile"/>, the key's passphrase.</summary>
    /// <value>Default: none.</value>
    public string? PasswordFile { get; set; }

    /// <summary>The file with the certificates (PEM) that the printer's certificate must come from; for ipps.</summary>
    /// <value>Default: none, which means those that the machine trusts.</value>
    public string? CaFile { get; set; }

    /// <summary>The file with the private key to log in with; for sftp.</summary>
    /// <value>Default: none, which means the password.</value>
    public string? KeyFile { get; set; }

    /// <summary>
    /// The SHA-256 fingerprint of the server's host key, as <c>ssh-keygen -lf</c> prints it, with or without <c>SHA256:</c>; several separated by commas; for sftp.
    /// </summary>
    /// <value>No default: a service that is not known gets nothing.</value>
    public string? HostKey { get; set; }

    /// <summary>The folder in which the print service's receipts appear, absolute or below the folder of <see cref="Uri"/>; for sftp.</summary>
    /// <value>Default: none, which means that a batch counts as delivered when it is handed over.</value>
    public string? ReceiptFolder { get; set; }

    /// <summary>Whether sheets are printed on both sides.</summary>
    /// <value>Default: true.</value>
    public bool Duplex { get; set; } = true;

    /// <summary>The paper, a name of PWG 5101.1.</summary>
    /// <value>Default: <c>iso_a4_210x297mm</c>.</value>
    public string Media { get; set; } = "iso_a4_210x297mm";

    /// <summary>The most letters in a print batch.</summary>
    /// <value>Default: 500; 1 to 5000.</value>
    public int BatchSize { get; set; } = 500;

    /// <summary>The most sheets that each envelope format takes, ascending, for example <c>[6, 12]</c>: each format has print batches of its own.</summary>
    /// <value>Default: none, which means one format.</value>
    public IList<int> EnvelopeSheets { get; } = [];
}
