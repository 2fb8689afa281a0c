namespace Dispatch.Storage.Dispatches;

/// <summary>A part of a lane's waiting dispatches: those of invoices of their own, or those of one run.</summary>
/// <param name="Lane">The lane's name.</param>
/// <param name="Number">0 for invoices of their own, else the number of the run.</param>
public readonly record struct WorkQueue(string Lane, int Number);
