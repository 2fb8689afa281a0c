using System.Globalization;
using System.Text;

namespace Dispatch.Cli.Demo;

/// <summary>Hands out invented people, companies and addresses; no person and no e-mail address comes twice.</summary>
internal sealed class SampleDirectory
{
    private readonly Dictionary<string, int> _handedOut = [];

    /// <summary>A person with one private e-mail address.</summary>
    public SampleParty Person(string language)
    {
        var (first, last, count) = NextName(language);
        return new($"{first} {last}", Address(language, count), [PrivateEmail(language, first, last)]);
    }

    /// <summary>A company, named by putting a family name into <paramref name="form"/>, with a telephone number and a
    /// business e-mail address.</summary>
    public SampleParty Company(string language, SampleText form)
    {
        var (_, last, count) = NextName(language);
        return new(string.Format(CultureInfo.InvariantCulture, form.In(language), last), Address(language, count),
        [
            new("telephone", "business", "+41 99 999 99 99"),
            new("email", "business", $"faktura@{Plain(last)}.example"),
        ]);
    }

    /// <summary>A private e-mail address of somebody else, for example a relative who pays.</summary>
    public SampleLocation OtherEmail(string language)
    {
        var (first, last, _) = NextName(language);
        return PrivateEmail(language, first, last) with { Label = $"{first} {last}" };
    }

    /// <summary>An address outside Switzerland.</summary>
    public SampleAddress Abroad() => new("Uferpromenade", "17", "79899", "Konradsbühl", "DE");

    private static SampleAddress Address(string language, int count)
    {
        var names = SampleNames.For(language);
        var (postalCode, city) = names.Places[count % names.Places.Count];
        var number = (1 + count * 7 % 58).ToString(CultureInfo.InvariantCulture) + (count % 9 == 4 ? "a" : "");
        return new(names.Streets[count % names.Streets.Count], number, postalCode, city, "CH");
    }

    private static SampleLocation PrivateEmail(string language, string first, string last) =>
        new("email", "private", $"{Plain(first)}.{Plain(last)}@{SampleNames.For(language).MailDomain}.example");

    private static string Plain(string name)
    {
        var spelled = name.Replace("ä", "ae").Replace("ö", "oe").Replace("ü", "ue").Replace("Ö", "Oe").Normalize(NormalizationForm.FormD);
        return string.Concat(spelled.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
    }

    // The pools' lengths, 12 and 13, have no common divisor: 156 pairs before one returns.
    private (string First, string Last, int Count) NextName(string language)
    {
        var names = SampleNames.For(language);
        var count = _handedOut.GetValueOrDefault(language);
        _handedOut[language] = count + 1;
        return (names.FirstNames[count % names.FirstNames.Count], names.LastNames[count % names.LastNames.Count], count);
    }
}
