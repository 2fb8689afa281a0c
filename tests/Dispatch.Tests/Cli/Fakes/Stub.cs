using System.Reflection;

namespace Dispatch.Tests.Cli.Fakes;

/// <summary>An interface whose calls go to one function.</summary>
public class Stub : DispatchProxy
{
    private Func<MethodInfo, object?[], object?> _answer = (_, _) => throw new NotSupportedException();

    /// <summary>Makes one.</summary>
    public static T Of<T>(Func<MethodInfo, object?[], object?> answer)
        where T : class
    {
        var proxy = Create<T, Stub>();
        ((Stub)(object)proxy)._answer = answer;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _answer(targetMethod!, args ?? []);
}
