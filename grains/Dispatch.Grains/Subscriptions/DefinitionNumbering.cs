using Dispatch.Abstractions;

namespace Dispatch.Grains.Subscriptions;

/// <summary>The ids and versions that the engine gives to definitions. Pure.</summary>
internal static class DefinitionNumbering
{
    /// <summary>Gives ids to those that have none, and counts the versions of those that were there before.</summary>
    public static IReadOnlyList<DispatchDefinition> Apply(IReadOnlyList<DispatchDefinition> definitions, Subscription? previous)
    {
        var numbered = new List<DispatchDefinition>(definitions.Count);
        foreach (var definition in definitions)
        {
            var named = definition.Id.Length > 0 ? definition : definition with { Id = NextId([.. definitions, .. numbered]) };
            var before = previous?.Definitions.FirstOrDefault(other => other.Id == named.Id);
            var version = before is null ? 1 : (named with { Version = before.Version }).SaysTheSameAs(before) ? before.Version : before.Version + 1;
            numbered.Add(named with { Version = version });
        }

        return numbered;
    }

    /// <summary>Whether two definitions say the same: a record compares its lists by reference.</summary>
    public static bool SaysTheSameAs(this DispatchDefinition left, DispatchDefinition right) =>
        left.Enclosures.SequenceEqual(right.Enclosures, StringComparer.Ordinal) && left with { Enclosures = right.Enclosures } == right;

    /// <summary>The first of <c>d1</c>, <c>d2</c>… that is free.</summary>
    public static string NextId(IReadOnlyList<DispatchDefinition> taken)
    {
        for (var i = 1; ; i++)
        {
            var id = $"d{i}";
            if (!taken.Any(definition => definition.Id == id))
                return id;
        }
    }
}
