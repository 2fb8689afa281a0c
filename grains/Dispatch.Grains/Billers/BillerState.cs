using Dispatch.Abstractions;

namespace Dispatch.Grains.Billers;

/// <summary>What is stored of a biller.</summary>
[GenerateSerializer, Alias("dispatch.biller-state.v1")]
internal sealed class BillerState
{
    /// <summary>The biller; none before it is put.</summary>
    [Id(0)]
    public Biller? Biller { get; set; }
}
