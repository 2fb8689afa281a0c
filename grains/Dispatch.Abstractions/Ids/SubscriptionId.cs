namespace Dispatch.Abstractions;

/// <summary>The key of a subscription: <c>biller/number</c>.</summary>
/// <param name="Biller">The biller's id, an <see cref="Identifier"/>.</param>
/// <param name="Number">The subscription's number, a <see cref="BusinessNumber"/>.</param>
[GenerateSerializer, Immutable, Alias("dispatch.subscription-id.v1")]
public sealed record SubscriptionId([property: Id(0)] string Biller, [property: Id(1)] string Number)
{
    /// <summary>Reads <c>biller/number</c>.</summary>
    /// <exception cref="FormatException">It is not such a key.</exception>
    public static SubscriptionId Parse(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < key.Length - 1
            ? new SubscriptionId(key[..slash], key[(slash + 1)..])
            : throw new FormatException($"'{key}' is no subscription key (biller/number).");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Biller}/{Number}";
}
