namespace Dispatch.Cli.Runs;

/// <summary>What a run does with the rest where inputs are refused.</summary>
internal enum OnRefused
{
    /// <summary>Nothing is finalized.</summary>
    Stop,

    /// <summary>The rest is finalized.</summary>
    Continue,
}
