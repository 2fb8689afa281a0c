using System.ComponentModel.DataAnnotations;

namespace Dispatch.Storage.Documents;

/// <summary>The folder of documents; configuration section <c>Documents</c>.</summary>
public sealed class FolderDocumentOptions
{
    /// <summary>The folder, made if it is not there. Several silos may share it.</summary>
    /// <value>No default. It must keep what was flushed through a power cut.</value>
    [Required]
    public string Folder { get; set; } = "";
}
