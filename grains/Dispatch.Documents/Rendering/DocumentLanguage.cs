namespace Dispatch.Documents.Rendering;

/// <summary>The language of a rendered document.</summary>
public enum DocumentLanguage
{
    /// <summary>German as written in Switzerland.</summary>
    De = 0,

    /// <summary>French as written in Switzerland.</summary>
    Fr = 1,

    /// <summary>Italian as written in Switzerland.</summary>
    It = 2,

    /// <summary>English.</summary>
    En = 3,
}
