namespace Dispatch.Silo.Hosting;

/// <summary>The database or its schema cannot be used; the message says why and what mends it.</summary>
public sealed class StorageUnusableException(string message, Exception inner) : Exception(message, inner);
