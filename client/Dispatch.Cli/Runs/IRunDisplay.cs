namespace Dispatch.Cli.Runs;

/// <summary>Shows how far a run is while its work goes on.</summary>
internal interface IRunDisplay
{
    /// <summary>Shows it until the work has ended.</summary>
    /// <param name="work">The work, already going on.</param>
    Task ShowAsync(Task work);
}
