using System.Diagnostics;

namespace Dispatch.Tests.Servers.Mail;

/// <summary>Files in a Maildir, which belong to the user <c>postfix</c>.</summary>
internal static class PostfixFiles
{
    /// <summary>Copies one with its owner.</summary>
    public static Task CopyAsync(string from, string to, CancellationToken cancellationToken) => RunAsync("/bin/cp", ["-p", from, to], cancellationToken);

    /// <summary>Makes the user the owner of a file or folder and all below, which others may look into.</summary>
    public static async Task GiveAsync(string path, CancellationToken cancellationToken)
    {
        await RunAsync("/bin/chown", ["-R", "postfix:postfix", path], cancellationToken);
        await RunAsync("/bin/chmod", ["-R", "u+rwX,go+rX", path], cancellationToken);
    }

    /// <summary>Makes a file unreadable for it.</summary>
    public static Task DenyAsync(string file, CancellationToken cancellationToken) => RunAsync("/bin/chmod", ["000", file], cancellationToken);

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
