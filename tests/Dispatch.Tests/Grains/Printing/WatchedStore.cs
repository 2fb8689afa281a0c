using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Grains.Printing;

/// <summary>Sees the calls of a real store, counts them, and may do something before or after one, or in its place.</summary>
internal sealed class WatchedStore<T> where T : class
{
    private readonly ConcurrentDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Func<object?[], Func<object?>, object?>> _instead = new(StringComparer.Ordinal);

    /// <summary>The store itself, for a test to look and write past the engine.</summary>
    public T Real { get; private set; } = null!;

    public int CountOf(string method) => _counts.GetValueOrDefault(method);

    /// <summary>Calls of a method go there, with the arguments and what makes the real call.</summary>
    public void Instead(string method, Func<object?[], Func<object?>, object?> call) => _instead[method] = call;

    /// <summary>Puts itself before the registered store.</summary>
    public void AddTo(IServiceCollection services)
    {
        var registered = services.Last(service => service.ServiceType == typeof(T));
        services.Remove(registered);
        services.AddSingleton(provider =>
        {
            Real = (T)ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!);
            var proxy = DispatchProxy.Create<T, Proxy>();
            ((Proxy)(object)proxy).Watch = this;
            return proxy;
        });
    }

    private object? Call(MethodInfo method, object?[] arguments)
    {
        _counts.AddOrUpdate(method.Name, 1, (_, count) => count + 1);
        object? Real() => method.Invoke(this.Real, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return _instead.TryGetValue(method.Name, out var instead) ? instead(arguments, Real) : Real();
    }

#pragma warning disable CA1852 // the runtime derives from it
    internal class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        public WatchedStore<T>? Watch { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Watch!.Call(targetMethod!, args ?? []);
    }
}
