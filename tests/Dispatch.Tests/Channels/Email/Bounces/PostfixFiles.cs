using System.Diagnostics;

namespace Dispatch.Tests.Channels.Email.Bounces;

/// <summary>Files in a Maildir, which belong to the user <c>postfix</c>.</summary>
internal static class PostfixFiles
{
    /// <summary>Copies one with its owner.</summary>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/cp", ["-p", from, to]))!;
        await process.WaitForExitAsync(cancellationToken);
        Assert.Equal(0, process.ExitCode);
    }
}
