using System.Diagnostics;

namespace Dispatch.Tests.Documents.Rendering;

/// <summary>Programs of the system that read or make files independently. Where one is missing its tests are skipped, but not on the build server.</summary>
internal static class Tool
{
    /// <summary>What the program says of success and failure, its messages included.</summary>
    public static (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        var (exitCode, output, error) = RunApart(program, arguments);
        return (exitCode, output + error);
    }

    /// <summary>The program's result alone, for one whose messages say nothing of it.</summary>
    public static string RunForOutput(string program, params string[] arguments) => RunApart(program, arguments).Output;

    private static (int ExitCode, string Output, string Error) RunApart(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing($"The program {program} is not installed (Debian: poppler-utils, qpdf, zbar-tools, openssl).");
            throw;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
    }

    /// <summary>Ends the test: skipped on a developer's machine, failed on the build server.</summary>
    public static void Missing(string what)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(what);
        Assert.Skip(what);
    }
}
