using System.Globalization;

namespace Dispatch.EndToEnd.Chaos;

/// <summary>One thing that goes wrong for a while.</summary>
/// <param name="At">When it begins, from the first finalization on.</param>
/// <param name="Kind">What.</param>
/// <param name="Silo">Whom it hits; nobody in particular where the database stops.</param>
/// <param name="Duration">How long it lasts.</param>
internal sealed record ChaosFault(TimeSpan At, ChaosFaultKind Kind, int Silo, TimeSpan Duration)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.TotalSeconds:0.0}s {Kind}({Silo}) for {Duration.TotalSeconds:0.0}s");
}
