namespace Dispatch.Tests.Storage;

[GenerateSerializer, Alias("dispatch.tests.kept-text-state.v1")]
internal sealed class KeptText
{
    [Id(0)]
    public string Text { get; set; } = "";
}
