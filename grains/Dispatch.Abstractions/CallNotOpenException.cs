namespace Dispatch.Abstractions;

/// <summary>A client has called what serves the engine alone. Nothing was done.</summary>
[GenerateSerializer, Alias("dispatch.call-not-open.v1")]
public sealed class CallNotOpenException() : Exception("This call is not open to clients.");
