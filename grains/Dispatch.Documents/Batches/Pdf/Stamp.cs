namespace Dispatch.Documents.Batches.Pdf;

/// <summary>The look of an annotation, which becomes part of the page.</summary>
/// <param name="Form">The object that draws it.</param>
/// <param name="Matrix">The six numbers that bring it to its place.</param>
internal sealed record Stamp(int Form, IReadOnlyList<double> Matrix);
