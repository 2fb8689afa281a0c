namespace Dispatch.Tests.Servers.Faults;

/// <summary>How one request to a printer fails on its way.</summary>
/// <param name="Operation">The IPP operation, for example 6 for Send-Document.</param>
/// <param name="BodyBytes">How much of the request's body arrives before the connection breaks, counted from its end where it is negative; none: all of it, and the answer is lost.</param>
internal sealed record IppFault(int Operation, int? BodyBytes = null)
{
    /// <summary>What else happens before the connection breaks; when the answer is lost, after it was given.</summary>
    public Func<Task> Then { get; init; } = () => Task.CompletedTask;
}
