namespace Dispatch.Abstractions;

/// <summary>A dispatch by e-mail.</summary>
[Alias("dispatch.email-grain.v1")]
public interface IEmailDispatchGrain : IDispatchGrain;
