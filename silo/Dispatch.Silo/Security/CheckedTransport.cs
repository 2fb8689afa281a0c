using System.IO.Pipelines;

namespace Dispatch.Silo.Security;

/// <summary>A connection's two directions.</summary>
/// <param name="input">What arrives, checked.</param>
/// <param name="output">What is sent.</param>
internal sealed class CheckedTransport(PipeReader input, PipeWriter output) : IDuplexPipe
{
    /// <inheritdoc/>
    public PipeReader Input { get; } = input;

    /// <inheritdoc/>
    public PipeWriter Output { get; } = output;
}
