using Dispatch.Abstractions;

namespace Dispatch.Cli.Runs;

/// <summary>The id of a run, derived from its input, so that starting the same input again resumes its run.</summary>
internal static class RunId
{
    private const int DigitCount = 12;

    /// <summary>From the hash over names and contents of the files, in order.</summary>
    public static string Of(ContentHash inputs) => $"run-{inputs.Value[..DigitCount]}";
}
