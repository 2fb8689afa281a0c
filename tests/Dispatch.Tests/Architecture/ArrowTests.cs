using System.Reflection;
using NetArchTest.Rules;

namespace Dispatch.Tests.Architecture;

/// <summary>The arrows between the projects; see the architecture page.</summary>
public sealed class ArrowTests
{
    [Theory]
    [InlineData("Dispatch.Abstractions")]
    [InlineData("Dispatch.Documents")]
    [InlineData("Dispatch.Channels", "Dispatch.Abstractions")]
    [InlineData("Dispatch.Storage", "Dispatch.Abstractions")]
    [InlineData("Dispatch.Grains", "Dispatch.Abstractions", "Dispatch.Channels", "Dispatch.Documents", "Dispatch.Storage")]
    [InlineData("Dispatch.Client", "Dispatch.Abstractions")]
    [InlineData("Dispatch.Silo", "Dispatch.Abstractions", "Dispatch.Channels", "Dispatch.Documents", "Dispatch.Grains", "Dispatch.Storage")]
    [InlineData("dispatchctl", "Dispatch.Abstractions", "Dispatch.Client", "Dispatch.Silo")]
    public void Project_References_OnlyWhatItsArrowsSay(string project, params string[] allowed) =>
        Assert.Subset(allowed.ToHashSet(), References(project).Where(name => name.StartsWith("Dispatch.", StringComparison.Ordinal)).ToHashSet());

    [Fact]
    public void Documents_Know_NoOrleans() => Assert.DoesNotContain(References("Dispatch.Documents"), IsOrleans);

    [Fact]
    public void Abstractions_Reference_OrleansAlone() =>
        Assert.All(References("Dispatch.Abstractions").Where(name => !name.StartsWith("System", StringComparison.Ordinal)), name => Assert.True(IsOrleans(name), name));

    [Theory]
    [InlineData("Dispatch.Channels")]
    [InlineData("Dispatch.Storage")]
    [InlineData("Dispatch.Documents")]
    public void Project_BelowTheGrains_HasNone(string project) =>
        Assert.DoesNotContain(Assembly.Load(project).GetTypes(), type => typeof(Orleans.Runtime.IAddressable).IsAssignableFrom(type) || typeof(Orleans.IGrainBase).IsAssignableFrom(type));

    [Theory]
    [InlineData("Dispatch.Storage")]
    [InlineData("Dispatch.Grains")]
    [InlineData("Dispatch.Silo")]
    public void Sqlite_IsTouched_OnlyInItsOwnFolder(string project)
    {
        var touching = Types.InAssembly(Assembly.Load(project)).That().HaveDependencyOnAny("Microsoft.Data.Sqlite").GetTypes();

        Assert.All(touching, type => Assert.StartsWith("Dispatch.Storage.Sqlite", type.FullName, StringComparison.Ordinal));
        Assert.Equal(project == "Dispatch.Storage", touching.Any());
    }

    [Fact]
    public void Grains_Know_NoProtocolLibrary() =>
        Assert.DoesNotContain(References("Dispatch.Grains"), name => name is "MailKit" or "MimeKit" or "SkiaSharp" or "PdfSharp" or "Microsoft.Data.Sqlite");

    private static IEnumerable<string> References(string project) => Assembly.Load(project).GetReferencedAssemblies().Select(assembly => assembly.Name!);

    private static bool IsOrleans(string name) => name.StartsWith("Orleans", StringComparison.Ordinal) || name.StartsWith("Microsoft.Orleans", StringComparison.Ordinal);
}
