using System.Text.RegularExpressions;
using Fluid;
using Fluid.Ast;

namespace Dispatch.Channels.Email.Templates;

/// <summary>Finds names that nothing fills in: a misspelt one would be an empty place in a customer's mail.</summary>
internal sealed class TemplateNames : AstVisitor
{
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly List<string> _used = [];
    private readonly List<string> _filters = [];

    private TemplateNames()
    {
    }

    /// <summary>Checks the names of variables and filters.</summary>
    /// <exception cref="TemplateException">One is not known.</exception>
    public static void Check(MessagePart part, string source, IFluidTemplate template)
    {
        var names = new TemplateNames();
        names.VisitTemplate(template);

        var known = TemplateVariables.Names.Where(name => part != MessagePart.Subject || name != "subject").ToList();
        var roots = known.Select(RootOf).ToHashSet(StringComparer.Ordinal);
        if (names._own.FirstOrDefault(roots.Contains) is { } taken)
            throw new TemplateException(part, LineOf(source, taken), $"'{taken}' is taken by what is filled in; choose another name.");
        if (names._filters.Find(filter => !TemplateLanguage.Filters.Contains(filter)) is { } filter)
            throw new TemplateException(part, LineOf(source, filter), $"there is no filter '{filter}'; remove it (see docs/email.md for those that there are).");
        if (names._used.Find(name => !known.Contains(name) && !names._own.Contains(RootOf(name))) is { } unknown)
            throw new TemplateException(part, LineOf(source, unknown), $"there is no variable '{unknown}'; use one of {string.Join(", ", known)}.");
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        _used.Add(string.Join('.', memberExpression.Segments.Select(segment => segment is IdentifierSegment name ? name.Identifier : "[…]")));
        return base.VisitMemberExpression(memberExpression);
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        _filters.Add(filterExpression.Name);
        return base.VisitFilterExpression(filterExpression);
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _own.Add(assignStatement.Identifier);
        return base.VisitAssignStatement(assignStatement);
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        _own.Add(captureStatement.Identifier);
        return base.VisitCaptureStatement(captureStatement);
    }

    private static string RootOf(string name) => name.Split('.')[0];

    /// <summary>The syntax tree has no places, so this looks for the first tag that says it.</summary>
    private static int? LineOf(string source, string name)
    {
        var pattern = $@"\{{[{{%][^}}]*?(?<![\w.]){Regex.Escape(name.Replace(".[…]", "", StringComparison.Ordinal))}(?!\w)";
        var match = Regex.Match(source, pattern, RegexOptions.None, TimeSpan.FromSeconds(1));
        return match.Success ? source.AsSpan(0, match.Index + match.Length).Count('\n') + 1 : null;
    }
}
