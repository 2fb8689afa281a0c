namespace Dispatch.Documents.Rendering.Words;

/// <summary>Keeps the four wordings of one thing side by side.</summary>
internal static class LanguageExtensions
{
    public static string Pick(this DocumentLanguage language, string german, string french, string italian, string english) => language switch
    {
        DocumentLanguage.De => german,
        DocumentLanguage.Fr => french,
        DocumentLanguage.It => italian,
        _ => english,
    };
}
