using System.Security.Cryptography;
using System.Text;
using Dispatch.Cli.Inputs;

namespace Dispatch.Cli.Runs;

/// <summary>The id of a run, derived from its input, so that starting the same input again resumes its run.</summary>
internal static class RunId
{
    private const int DigitCount = 12;

    /// <summary>From the names and contents of the files, in order.</summary>
    public static string Of(IEnumerable<CheckedInput> inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var input in inputs)
            hash.AppendData(Encoding.UTF8.GetBytes($"{input.File.Name}\0{input.Content}\n"));
        return $"run-{Convert.ToHexStringLower(hash.GetHashAndReset())[..DigitCount]}";
    }
}
