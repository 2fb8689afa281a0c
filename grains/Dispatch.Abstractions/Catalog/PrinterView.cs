namespace Dispatch.Abstractions;

/// <summary>A configured printer.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Uri">Where it is.</param>
/// <param name="IsDefault">Whether it is taken where nothing else names one.</param>
/// <param name="WaitingCount">How many letters are open for it.</param>
[GenerateSerializer, Immutable, Alias("dispatch.printer-view.v1")]
public sealed record PrinterView(
    [property: Id(0)] string Name,
    [property: Id(1)] string Uri,
    [property: Id(2)] bool IsDefault,
    [property: Id(3)] long WaitingCount);
