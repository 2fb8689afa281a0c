namespace Dispatch.Tests;

/// <summary>
/// Official examples and vectors that are not part of the repository: the folder that DISPATCH_REFERENCE names, else
/// <c>../shared/reference</c> beside the repository. Without it a test is skipped; on a build server (CI=true) it fails.
/// </summary>
internal static class ReferenceData
{
    private const string Variable = "DISPATCH_REFERENCE";

    /// <summary>The full path of a folder or file below the reference folder.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(Root, relative);
        if (!System.IO.Path.Exists(path))
        {
            var message = $"The reference data '{relative}' is missing in '{Root}'; set {Variable}.";
            if (Environment.GetEnvironmentVariable("CI") == "true")
                Assert.Fail(message);
            Assert.Skip(message);
        }
        return path;
    }

    private static string Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given
        ? given
        : System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryRoot(), "../shared/reference"));

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Dispatch.Orleans.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
