using Dispatch.Documents.Rendering;
using NetArchTest.Rules;

namespace Dispatch.Tests.Documents.Rendering;

public sealed class DrawingBoundaryTests
{
    [Fact]
    public void Skia_OutsideDrawingAndFonts_IsNotUsed()
    {
        var result = Types.InAssembly(typeof(InvoiceRenderer).Assembly)
            .That().DoNotResideInNamespace("Dispatch.Documents.Drawing").And().DoNotResideInNamespace("Dispatch.Documents.Fonts")
            .ShouldNot().HaveDependencyOnAny("SkiaSharp").GetResult();

        Assert.True(result.IsSuccessful, string.Join(", ", result.FailingTypes.Select(type => type.FullName)));
    }
}
