namespace Dispatch.Storage.Controls;

/// <summary>A run that goes on by itself: it is validating or finalizing.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Id">Its id.</param>
public sealed record ActiveRun(int Number, string Id);
