using System.Reflection;
using Dispatch.Abstractions;
using Dispatch.Silo.Security;
using Orleans.Serialization.Invocation;

namespace Dispatch.Tests.Silo.Security;

public sealed class OpenCallsTests
{
    [Fact]
    public async Task GrainInterfaces_OpenMethods_AreTheApprovedOnes()
    {
        var methods = new[] { "Dispatch.Abstractions", "Dispatch.Grains" }.SelectMany(project => Assembly.Load(project).GetTypes())
            .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
            .SelectMany(type => type.GetMethods().Where(method => !method.IsStatic))
            .Select(method => $"{(OpenCalls.IsOpen(method) ? "open  " : "closed")} {method.DeclaringType!.Name}.{method.Name}");
        var found = string.Concat(methods.Order(StringComparer.Ordinal).Select(line => line + "\n"));

        // A change that is meant: copy the received file over the approved one.
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Silo", "Security", "open-calls.received.txt"), found, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Silo", "Security", "open-calls.approved.txt"), TestContext.Current.CancellationToken), found);
    }

    [Theory]
    [InlineData("Orleans.Core", "Orleans.Runtime.IClusterManifestSystemTarget", true)]
    [InlineData("Orleans.Core.Abstractions", "Orleans.Runtime.ICancellationSourcesExtension", true)]
    [InlineData("Orleans.Core.Abstractions", "Orleans.Runtime.IAsyncEnumerableGrainExtension", true)]
    [InlineData("Orleans.Core", "Orleans.Runtime.IManagementGrain", false)]
    [InlineData("Orleans.Core", "Orleans.ISiloControl", false)]
    public void OrleansInterface_ItsMethods_AreOpenOnlyWhereAClientNeedsThem(string assembly, string name, bool isOpen)
    {
        var methods = Assembly.Load(assembly).GetType(name, throwOnError: true)!.GetMethods();

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal(isOpen, OpenCalls.IsOpen(method)));
    }

    [Theory]
    [InlineData(nameof(IOpenedInPart.Opened), true)]
    [InlineData(nameof(IOpenedInPart.Closed), false)]
    public void StreamOfResults_OpenedByAnOpenCall_IsOpenOnlyIfTheCallInsideIs(string inner, bool isOpen)
    {
        var start = typeof(IAsyncEnumerableGrainExtension).GetMethods().First(method => method.Name == "StartEnumeration");
        var call = new ScriptedCall(start, Guid.Empty, new ScriptedCall(typeof(IOpenedInPart).GetMethod(inner)!));

        Assert.Equal(isOpen, OpenCalls.IsOpen(call));
    }

    [Fact]
    public void Openness_OfABaseInterface_IsNotInherited() => Assert.False(OpenCalls.IsOpen(typeof(IClosedBelow).GetMethod(nameof(IClosedBelow.Below))!));

    internal interface IOpenedInPart
    {
        [ClientFacing]
        void Opened();

        void Closed();
    }

    [ClientFacing]
    internal interface IOpenAbove
    {
        void Above();
    }

    internal interface IClosedBelow : IOpenAbove
    {
        void Below();
    }

    private sealed class ScriptedCall(MethodInfo method, params object[] arguments) : IInvokable
    {
        public object? GetTarget() => null;

        public void SetTarget(ITargetHolder holder) => throw new NotSupportedException();

        public ValueTask<Response> Invoke() => throw new NotSupportedException();

        public int GetArgumentCount() => arguments.Length;

        public object? GetArgument(int index) => arguments[index];

        public void SetArgument(int index, object value) => throw new NotSupportedException();

        public string GetMethodName() => method.Name;

        public string GetInterfaceName() => method.DeclaringType!.Name;

        public string GetActivityName() => method.Name;

        public MethodInfo GetMethod() => method;

        public Type GetInterfaceType() => method.DeclaringType!;

        public void Dispose()
        {
        }
    }
}
