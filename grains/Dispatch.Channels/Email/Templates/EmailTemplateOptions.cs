namespace Dispatch.Channels.Email.Templates;

/// <summary>Where billers' own e-mail templates lie. Section <c>Email:Templates</c>.</summary>
public sealed class EmailTemplateOptions
{
    /// <summary>
    /// A folder with a folder per biller, named by its id, that holds <c>invoice.LANGUAGE.subject.liquid</c>, <c>….text.liquid</c> and
    /// <c>….html.liquid</c>. Read at start: a change counts from the next start on, and only for invoices finalized from then on.
    /// </summary>
    /// <value>Default: none; every biller uses the built-in templates of the language, as it does for what its folder lacks.</value>
    public string? Folder { get; set; }
}
