namespace Dispatch.Channels.Print;

/// <summary>One printer. Section <c>Print:Printers:NAME</c>.</summary>
public sealed class PrinterOptions
{
    /// <summary>Where its letters go: <c>file:FOLDER</c>, a spool folder, absolute or below <see cref="PrintOptions.SpoolFolder"/>.</summary>
    /// <value>No default. <c>ipp:</c>, <c>ipps:</c> and <c>sftp:</c> are reserved and refused at start until they are available.</value>
    public string Uri { get; set; } = "";
}
