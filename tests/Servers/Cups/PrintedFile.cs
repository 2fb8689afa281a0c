namespace Dispatch.Tests.Servers.Cups;

/// <summary>A document that came out of a queue.</summary>
/// <param name="JobId">The job's id.</param>
/// <param name="JobName">The job's name.</param>
/// <param name="Path">The file.</param>
internal sealed record PrintedFile(int JobId, string JobName, string Path)
{
    /// <summary>Its bytes.</summary>
    public byte[] Content => File.ReadAllBytes(Path);
}
