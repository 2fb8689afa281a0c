using Wolverine;

namespace Dispatch.Benchmarks.Engines.Competitors;

/// <summary>What Wolverine calls.</summary>
public static class WolverineOrderHandler
{
    /// <summary>Makes an attempt.</summary>
    public static void Handle(WolverineOrder order, Envelope envelope)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(envelope);
        if (!Batch.Current.TrySend(order.Number, order.Definition, envelope.Attempts))
            throw new FirstAttemptFailedException();
        Batch.Current.Settle();
    }
}
