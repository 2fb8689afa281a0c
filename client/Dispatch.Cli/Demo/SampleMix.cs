namespace Dispatch.Cli.Demo;

/// <summary>The mixes of dispatch definitions in the sample; each occurs once in every language. The order decides the numbers.</summary>
internal enum SampleMix
{
    /// <summary>One e-mail.</summary>
    EmailToContractingParty,

    /// <summary>One letter; the customer has no e-mail address.</summary>
    PostToContractingParty,

    /// <summary>An e-mail and a letter to the same party.</summary>
    EmailAndPost,

    /// <summary>An e-mail to the contracting party, a letter to the distribution address.</summary>
    PostToDistributionAddress,

    /// <summary>An e-mail to an address of neither role.</summary>
    IndividualEmail,

    /// <summary>Two e-mails: to the contracting party and to an individual address.</summary>
    TwoEmails,

    /// <summary>An e-mail in another language than the subscription's.</summary>
    OtherLanguage,

    /// <summary>An e-mail until September, a letter since October.</summary>
    ExpiredDefinition,

    /// <summary>An e-mail whose last valid day is the day of the invoice.</summary>
    LastValidDay,

    /// <summary>An e-mail with a letter to fall back on.</summary>
    PostFallback,

    /// <summary>An e-mail from next year on, so the default rule sends a letter.</summary>
    NotYetValid,

    /// <summary>No definition at all, so the default rule sends a letter.</summary>
    NoDefinition,

    /// <summary>Two e-mail definitions that resolve to one address: one e-mail.</summary>
    MergedEmails,

    /// <summary>Two post definitions that resolve to one name and address: one letter.</summary>
    MergedLetters,

    /// <summary>An e-mail; a definition for reminders is only stored.</summary>
    ReminderOnlyStored,

    /// <summary>An e-mail to a private address chosen before the business one.</summary>
    ChosenLocation,

    /// <summary>A property manager: PDF for filing and paper for paying.</summary>
    PropertyManager,

    /// <summary>An e-mail to the business address although the private one stands first.</summary>
    BusinessBeforePrivate,
}
