using System.Diagnostics;

namespace Dispatch.EndToEnd.Packaging;

/// <summary>Programs of the system. Where one is missing its tests are skipped, but not on the build server.</summary>
internal static class SystemProgram
{
    /// <summary>Runs <paramref name="program"/> in <paramref name="folder"/> to its end.</summary>
    /// <returns>Its output.</returns>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Start(folder, program, arguments);
        var cancellationToken = TestContext.Current.CancellationToken;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await output}\n{await error}");
        return await output;
    }

    /// <summary>Starts <paramref name="program"/>.</summary>
    public static Process Start(string folder, string program, params string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception) when (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip($"The program {program} is not installed.");
            throw;
        }
    }
}
