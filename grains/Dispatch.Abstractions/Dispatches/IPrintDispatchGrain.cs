namespace Dispatch.Abstractions;

/// <summary>A dispatch on paper.</summary>
[Alias("dispatch.print-grain.v1")]
public interface IPrintDispatchGrain : IDispatchGrain;
