namespace Dispatch.Grains.Printing;

/// <summary>Puts the letters of runs into print batches and wakes those that are due; one in the cluster. Key: 0.</summary>
internal interface IPrintGatherer : IGrainWithIntegerKey
{
    /// <summary>Looks what there is to do. Repeated calls while it works do nothing.</summary>
    [Alias("poke")]
    Task PokeAsync();
}
