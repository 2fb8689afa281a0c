using System.Reflection;
using System.Text;

namespace Dispatch.Tests.Architecture;

/// <summary>
/// What silos and clients of different versions send to each other, and what lies in stored states: every serialized type by its alias, every member by
/// its number. A member may be added, with a new number; one that is gone or has another type breaks a rolling upgrade and stored data.
/// </summary>
public sealed class SerializedMembersTests
{
    private const string ApprovedFile = "Architecture/serialized-members.approved.txt";

    [Fact]
    public void SerializedTypes_AreThoseThatWereApproved()
    {
        var actual = Describe();
        var approved = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, ApprovedFile));

        Assert.True(actual == approved, $"The serialized types changed. Where members were only added under new numbers, put this into {ApprovedFile}:\n{actual}");
    }

    private static string Describe()
    {
        Assembly[] assemblies = [typeof(Dispatch.Abstractions.Biller).Assembly, typeof(Dispatch.Storage.Runs.IRunStore).Assembly, typeof(Dispatch.Grains.EngineOptions).Assembly];
        var types = assemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) != true)
            .Select(type => (Type: type, Alias: type.GetCustomAttributes<AliasAttribute>(inherit: false).SingleOrDefault()?.Alias ?? $"without alias: {type.FullName}"))
            .OrderBy(entry => entry.Alias, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (type, alias) in types)
        {
            text.Append(alias).Append('\n');
            if (type.IsEnum)
            {
                foreach (var value in Enum.GetValues(type))
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture)} {value}\n");
                continue;
            }

            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            var members = type.GetMembers(Own)
                .Where(member => member.IsDefined(typeof(IdAttribute)))
                .Select(member => (member.GetCustomAttribute<IdAttribute>()!.Id, member.Name, Type: member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType))
                .OrderBy(member => member.Id);
            foreach (var (id, name, memberType) in members)
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {id} {name}: {NameOf(memberType)}\n");
        }

        return text.ToString();
    }

    private static string NameOf(Type type) => type switch
    {
        { IsArray: true } => $"{NameOf(type.GetElementType()!)}[]",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
        _ => type.Name,
    };
}
