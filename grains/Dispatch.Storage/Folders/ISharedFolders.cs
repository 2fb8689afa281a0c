namespace Dispatch.Storage.Folders;

/// <summary>Which folders the silos of a cluster have agreed on, so that one with another folder under the same name is noticed.</summary>
public interface ISharedFolders
{
    /// <summary>Notes a folder's mark under its name, unless one is noted already.</summary>
    /// <returns>The mark that is noted.</returns>
    Task<Guid> RegisterAsync(string name, Guid mark, CancellationToken cancellationToken = default);
}
