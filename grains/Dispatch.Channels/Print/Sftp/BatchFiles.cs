using Dispatch.Channels.Files;

namespace Dispatch.Channels.Print.Sftp;

/// <summary>The names of what belongs to one print batch: they depend on its id alone.</summary>
/// <param name="Name">The batch's id as a file name; also the base of the names in the package.</param>
/// <param name="Package">The path of the package at the service.</param>
/// <param name="Part">Its path while it is uploaded.</param>
/// <param name="Receipt">The path of the service's receipt; none where it gives none.</param>
internal sealed record BatchFiles(string Name, string Package, string Part, string? Receipt)
{
    /// <summary>The package's bare name.</summary>
    public string PackageName => $"{Name}{PackageExtension}";

    /// <summary>The receipt's bare name.</summary>
    public string ReceiptName => $"{Name}{ReceiptExtension}";

    /// <summary>How a package's name ends.</summary>
    public const string PackageExtension = ".zip";

    private const string ReceiptExtension = ".receipt.csv";

    /// <summary>The names for a batch at a service.</summary>
    public static BatchFiles Of(string batch, SftpAddress address, string? receiptFolder)
    {
        var name = DispatchFileName.Of(batch);
        return new BatchFiles(
            name,
            address.PathOf($"{name}{PackageExtension}"),
            address.PathOf($".{name}{PackageExtension}.part"),
            receiptFolder is null ? null : $"{address.PathOf(receiptFolder).TrimEnd('/')}/{name}{ReceiptExtension}");
    }
}
