namespace Dispatch.Grains.Printing;

/// <summary>The engine's side of a print batch: clients cannot call it. Key: the batch's id.</summary>
internal interface IPrintBatchWorker : IGrainWithStringKey
{
    /// <summary>Looks whether it is due, or whether its letters are behind. Returns when the intent is written or declined, not when the job is sent.</summary>
    [Alias("wake")]
    Task WakeAsync();
}
