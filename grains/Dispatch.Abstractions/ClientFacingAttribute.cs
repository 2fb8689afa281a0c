namespace Dispatch.Abstractions;

/// <summary>
/// Opens a grain interface, or one method of it, to clients. Whatever does not bear it is closed to them and serves the engine alone.
/// It is not inherited: an interface opens only what it declares itself.
/// </summary>
[AttributeUsage(AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class ClientFacingAttribute : Attribute;
