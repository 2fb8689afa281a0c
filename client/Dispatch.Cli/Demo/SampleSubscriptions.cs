using static Dispatch.Cli.Demo.SampleDefinition;
using static Dispatch.Cli.Demo.SampleRecipient;

namespace Dispatch.Cli.Demo;

/// <summary>Makes the subscriptions: every <see cref="SampleMix"/> once in every language.</summary>
internal sealed class SampleSubscriptions
{
    private static readonly SampleText _owners =
        new("Stockwerkeigentümer {0}", "Copropriété {0}", "Condominio {0}", "{0} Owners' Association");
    private static readonly SampleText _manager =
        new("Hausverwaltung {0} AG", "Régie {0} SA", "Amministrazione immobili {0} SA", "{0} Property Management Ltd");
    private static readonly SampleText _workshop =
        new("Schreinerei {0} GmbH", "Menuiserie {0} Sàrl", "Falegnameria {0} Sagl", "{0} Joinery Ltd");

    private readonly SampleDirectory _directory = new();

    /// <summary>All subscriptions in the order of their numbers.</summary>
    public IReadOnlyList<SampleSubscription> Build()
    {
        var subscriptions = new List<SampleSubscription>();
        foreach (var mix in Enum.GetValues<SampleMix>())
        {
            foreach (var language in SampleUtility.Languages)
            {
                var index = subscriptions.Count;
                var plain = new SampleSubscription(
                    mix,
                    $"S-{10001 + index}",
                    index % 6 == 5 ? null : SampleBiller.Seehalden.Id, // with one biller it may be left out
                    $"V-{200417 + index * 13}",
                    language,
                    _directory.Person(language));
                subscriptions.Add(Define(plain));
            }
        }

        return subscriptions;
    }

    private SampleSubscription Define(SampleSubscription plain) => plain.Mix switch
    {
        SampleMix.EmailToContractingParty => plain with { Definitions = [Email(ContractingParty)] },
        SampleMix.PostToContractingParty => WithoutEmail(plain) with { Definitions = [Post(ContractingParty)] },
        SampleMix.EmailAndPost => plain with { Definitions = [Email(ContractingParty), Post(ContractingParty)] },
        SampleMix.PostToDistributionAddress => WithDistributionAddress(plain),
        SampleMix.IndividualEmail => WithIndividual(plain, []),
        SampleMix.TwoEmails => WithIndividual(plain, [Email(ContractingParty)]),
        SampleMix.OtherLanguage => plain with { Definitions = [Email(ContractingParty) with { Language = Next(plain.Language) }] },
        SampleMix.ExpiredDefinition => plain with
        {
            Definitions =
            [
                Email(ContractingParty) with { ValidUntil = new(2026, 9, 30) },
                Post(ContractingParty) with { ValidFrom = new(2026, 10, 1) },
            ],
        },
        SampleMix.LastValidDay => plain with
        {
            Definitions = [Email(ContractingParty) with { ValidFrom = new(2026, 1, 1), ValidUntil = SampleUtility.IssueDate }],
        },
        SampleMix.PostFallback => plain with
        {
            Definitions =
            [
                Email(ContractingParty) with { Id = "mail", Fallback = "paper" },
                Post(ContractingParty) with { Id = "paper" },
            ],
        },
        SampleMix.NotYetValid => plain with { Definitions = [Email(ContractingParty) with { ValidFrom = new(2027, 1, 1) }] },
        SampleMix.NoDefinition => WithoutEmail(plain),
        SampleMix.MergedEmails => plain with
        {
            DistributionAddress = _directory.Person(plain.Language) with
            {
                CommunicationLocations = plain.ContractingParty.CommunicationLocations,
            },
            Definitions = [Email(ContractingParty), Email(DistributionAddress)],
        },
        SampleMix.MergedLetters => plain with
        {
            DistributionAddress = plain.ContractingParty,
            Definitions = [Post(ContractingParty), Post(DistributionAddress)],
        },
        SampleMix.ReminderOnlyStored => plain with
        {
            Definitions = [Email(ContractingParty), Post(ContractingParty) with { Domain = "reminder" }],
        },
        SampleMix.ChosenLocation => Workshop(plain, chosen: true),
        SampleMix.PropertyManager => Managed(plain),
        SampleMix.BusinessBeforePrivate => Workshop(plain, chosen: false),
        _ => throw new ArgumentOutOfRangeException(nameof(plain), plain.Mix, "This mix has no definitions; add them here."),
    };

    private static SampleSubscription WithoutEmail(SampleSubscription plain) => plain with
    {
        ContractingParty = plain.ContractingParty with { CommunicationLocations = [new("telephone", "private", "+41 99 000 00 00")] },
    };

    // The English owner lives abroad; the letters go to somebody in Switzerland.
    private SampleSubscription WithDistributionAddress(SampleSubscription plain) => plain with
    {
        ContractingParty = plain.Language == "en" ? plain.ContractingParty with { Address = _directory.Abroad() } : plain.ContractingParty,
        DistributionAddress = _directory.Person(plain.Language),
        Definitions = [Email(ContractingParty), Post(DistributionAddress)],
    };

    private SampleSubscription WithIndividual(SampleSubscription plain, IReadOnlyList<SampleDefinition> others)
    {
        var location = _directory.OtherEmail(plain.Language);
        return plain with
        {
            CommunicationLocations = [location],
            Definitions = [.. others, Email(new SampleRecipient(Individual: location.Value))],
        };
    }

    private SampleSubscription Workshop(SampleSubscription plain, bool chosen)
    {
        var ownAddress = plain.ContractingParty.CommunicationLocations[0];
        var company = _directory.Company(plain.Language, _workshop);
        return plain with
        {
            ContractingParty = company with { CommunicationLocations = [ownAddress, .. company.CommunicationLocations] },
            Definitions = [Email(chosen ? ContractingParty with { Address = ownAddress.Value } : ContractingParty)],
        };
    }

    private SampleSubscription Managed(SampleSubscription plain)
    {
        var owners = _directory.Company(plain.Language, _owners);
        return plain with
        {
            ContractingParty = owners with { CommunicationLocations = [] },
            DistributionAddress = _directory.Company(plain.Language, _manager),
            Definitions = [Post(DistributionAddress) with { Order = 2 }, Email(DistributionAddress) with { Order = 1 }],
        };
    }

    private static string Next(string language)
    {
        var languages = SampleUtility.Languages;
        return languages[(languages.IndexOf(language) + 1) % languages.Length];
    }
}
