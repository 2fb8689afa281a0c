namespace Dispatch.Tests.Documents.FacturX;

/// <summary>Where a business term of EN 16931 stands in UBL and in CII: an oracle written from EN 16931-3-2 and -3-3, apart from reader and writer.</summary>
/// <param name="Name">For example <c>BT-30-1</c>.</param>
/// <param name="Ubl">An XPath from the root element.</param>
/// <param name="Cii">An XPath from the root element; <c>$A</c>, <c>$D</c>, <c>$S</c> are agreement, delivery and settlement of the document, <c>$L</c> a line.</param>
/// <param name="Rule">How values of the two are compared.</param>
internal sealed record BusinessTerm(string Name, string Ubl, string Cii, TermRule Rule = TermRule.Same);
