namespace Dispatch.Channels;

/// <summary>Where news about what was sent come in, for example a mailbox for bounces. Knows nothing of grains and storage.</summary>
public interface IReceiptSource
{
    /// <summary>The name in logs and health, for example <c>bounces</c>.</summary>
    string Name { get; }

    /// <summary>Whether it is configured; if not it is never followed.</summary>
    bool IsConfigured { get; }

    /// <summary>
    /// Reads what comes after <paramref name="position"/>, and goes on with what arrives. A source may give a message twice, never none.
    /// </summary>
    /// <param name="position">How far it was read; none: nothing was.</param>
    /// <param name="opened">Told once when the source was opened and read to its end: that it could be opened alone says little.</param>
    /// <param name="take">Takes each batch over; the next one follows when it returns.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReceiptSourceException">It cannot be read now.</exception>
    Task FollowAsync(ReceiptPosition? position, Action opened, Func<ReceiptBatch, Task> take, CancellationToken cancellationToken);
}
