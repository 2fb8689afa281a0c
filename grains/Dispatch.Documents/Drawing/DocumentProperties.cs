namespace Dispatch.Documents.Drawing;

/// <summary>What a PDF says of itself.</summary>
/// <param name="Title">Shown in the title bar of readers.</param>
/// <param name="Author">Who issues the document.</param>
/// <param name="Date">Stands as creation and modification date, so that equal input gives equal bytes.</param>
internal sealed record DocumentProperties(string Title, string Author, DateOnly Date);
