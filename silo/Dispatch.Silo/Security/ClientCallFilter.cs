using Dispatch.Abstractions;

namespace Dispatch.Silo.Security;

/// <summary>Lets clients call only what is opened to them; the cluster's own calls pass.</summary>
internal sealed class ClientCallFilter(Refusals refusals) : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (CallOrigin.IsInside(context.SourceId) || OpenCalls.IsOpen(context.Request))
            return context.Invoke();

        refusals.Call(context.InterfaceName, context.MethodName);
        throw new CallNotOpenException();
    }
}
