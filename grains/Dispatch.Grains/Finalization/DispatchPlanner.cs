using System.Globalization;
using Dispatch.Abstractions;
using Dispatch.Grains.Subscriptions;

namespace Dispatch.Grains.Finalization;

/// <summary>Resolves definitions into recipients: validity, default rule, fallbacks, printers, merging. Pure.</summary>
/// <param name="channels">Which destinations exist.</param>
internal sealed class DispatchPlanner(ChannelDirectory channels)
{
    /// <summary>The id under which the default rule dispatches; no definition may have it.</summary>
    public const string DefaultDefinition = "default";

    private static readonly DispatchDefinition DefaultRule = new()
    {
        Id = DefaultDefinition,
        Domain = DispatchDomain.Invoice,
        Kind = DispatchKind.Post,
        Recipient = new DefinitionRecipient { Role = PartyRole.ContractingParty },
    };

    /// <summary>Plans the dispatches of an invoice dated <paramref name="issueDate"/> (BT-2).</summary>
    public DispatchPlan Plan(Subscription subscription, Biller biller, DateOnly issueDate, string? printer)
    {
        var resolution = new Resolution(subscription, biller, issueDate, printer, channels);
        var known = subscription.Definitions.Where(definition => definition.Domain == DispatchDomain.Invoice).OrderBy(definition => definition.Order).ToList();
        var valid = known.Where(definition => IsValidOn(definition, issueDate)).ToList();

        // Whoever is named as a fallback only serves as that, also on a day when those who name it are not valid.
        var fallbackIds = known.Where(definition => definition.Fallback is not null).Select(definition => definition.Fallback!).ToHashSet(StringComparer.Ordinal);
        if (!valid.Exists(definition => !fallbackIds.Contains(definition.Id)))
        {
            resolution.Notices.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"No definition of the domain invoice is valid on {issueDate:yyyy-MM-dd}: the default rule applies, by post to the contracting party."));
            valid = [DefaultRule];
        }

        foreach (var definition in valid.Where(definition => !fallbackIds.Contains(definition.Id)))
            resolution.Add(definition, isStandby: false);
        foreach (var definition in valid.Where(definition => fallbackIds.Contains(definition.Id)))
            resolution.Add(definition, isStandby: true);
        return resolution.ToPlan();
    }

    private static bool IsValidOn(DispatchDefinition definition, DateOnly date) =>
        !(date < definition.ValidFrom) && !(date > definition.ValidUntil);

    private sealed class Resolution(Subscription subscription, Biller biller, DateOnly issueDate, string? printer, ChannelDirectory channels)
    {
        private readonly List<PlannedDispatch> _dispatches = [];
        private readonly List<MergedDefinition> _merged = [];
        private readonly List<Problem> _errors = [];

        public List<string> Notices { get; } = [];

        public void Add(DispatchDefinition definition, bool isStandby)
        {
            if (FindDestination(definition) is not { } destination || FindRecipient(definition) is not { } recipient)
                return;

            var terms = TermsOf(definition);
            var twin = _dispatches.FindIndex(other => other.Kind == definition.Kind && IsSameRecipient(other.Recipient, recipient));
            if (twin >= 0)
            {
                // The one dispatch keeps what both promise; of two fallbacks the first counts.
                _merged.Add(new MergedDefinition(definition.Id, _dispatches[twin].Definition));
                if (_dispatches[twin].IsStandby == isStandby)
                {
                    _dispatches[twin] = _dispatches[twin] with
                    {
                        Fallback = _dispatches[twin].Fallback ?? definition.Fallback,
                        Format = FormatOf(definition) == EmailFormat.FacturX ? EmailFormat.FacturX : _dispatches[twin].Format,
                        Terms = _dispatches[twin].Terms.With(terms),
                    };
                }

                return;
            }

            _dispatches.Add(new PlannedDispatch(
                definition.Id,
                definition.Version,
                definition.Kind,
                destination,
                recipient,
                definition.Language ?? subscription.Language ?? biller.Language,
                definition.Fallback,
                isStandby,
                FormatOf(definition))
            {
                Terms = terms,
            });
        }

        public DispatchPlan ToPlan()
        {
            if (_errors.Count > 0)
                return new DispatchPlan([], [], Notices, _errors);

            var dispatches = _dispatches.ConvertAll(ResolveFallback);
            var promised = Promised(dispatches);
            foreach (var idle in dispatches.Where(dispatch => !promised.Contains(dispatch.Definition)))
                Notices.Add($"The fallback '{idle.Definition}' is not planned: the definition that names it was merged into one with a fallback of its own.");
            return new DispatchPlan([.. dispatches.Where(dispatch => promised.Contains(dispatch.Definition))], _merged, Notices, []);
        }

        /// <summary>What is dispatched, and what takes over from that, directly or in turn.</summary>
        private static HashSet<string> Promised(List<PlannedDispatch> dispatches)
        {
            var promised = new HashSet<string>(StringComparer.Ordinal);
            var open = new Stack<string>(dispatches.Where(dispatch => !dispatch.IsStandby).Select(dispatch => dispatch.Definition));
            while (open.TryPop(out var next))
            {
                if (promised.Add(next) && dispatches.Find(dispatch => dispatch.Definition == next)?.Fallback is { } fallback)
                    open.Push(fallback);
            }

            return promised;
        }

        private EmailFormat FormatOf(DispatchDefinition definition) =>
            definition.Kind == DispatchKind.Email ? definition.Format ?? biller.Email?.Format ?? EmailFormat.Pdf : EmailFormat.Pdf;

        private PlannedDispatch ResolveFallback(PlannedDispatch dispatch)
        {
            if (dispatch.Fallback is not { } fallback)
                return dispatch;
            if (_dispatches.Exists(other => other.IsStandby && other.Definition == fallback))
                return dispatch;

            var merged = _merged.Find(m => m.Definition == fallback);
            var standby = merged is null ? null : _dispatches.Find(other => other.IsStandby && other.Definition == merged.Into);
            if (standby is not null && standby.Definition != dispatch.Definition)
                return dispatch with { Fallback = standby.Definition };

            Notices.Add(merged is null
                ? $"The fallback '{fallback}' of '{dispatch.Definition}' is not valid on the invoice date: there is no fallback."
                : $"The fallback '{fallback}' of '{dispatch.Definition}' reaches the same recipient as '{merged.Into}', which is dispatched anyway: there is no fallback.");
            return dispatch with { Fallback = null };
        }

        private string? FindDestination(DispatchDefinition definition)
        {
            if (definition.Kind == DispatchKind.Post)
            {
                var name = definition.Printer ?? printer ?? biller.DefaultPrinter ?? channels.DefaultPrinter;
                if (channels.Find(DispatchKind.Post, name) is not null)
                    return name;
                _errors.Add(ChannelDirectory.UnknownPrinter(name, channels.Printers));
                return null;
            }

            if (channels.FindOnly(definition.Kind) is { } lane)
                return lane.Destination;
            _errors.Add(new Problem(
                "channel_unavailable", "kind", Words.Of(definition.Kind),
                $"The definition '{definition.Id}' of subscription {subscription.Number} sends by {Words.Of(definition.Kind)}, and that channel is not set up.",
                "Set the channel up, or end the definition's validity before the invoice date."));
            return null;
        }

        /// <summary>What the definition of a letter and the subscription ask of paper and envelope.</summary>
        private LetterTerms TermsOf(DispatchDefinition definition)
        {
            if (definition.Kind != DispatchKind.Post)
                return LetterTerms.None;

            var enclosures = new List<LetterEnclosure>();
            foreach (var id in definition.Enclosures)
            {
                var named = biller.Enclosures.Where(enclosure => enclosure.Id == id).ToList();
                var fitting = named.Where(enclosure => EnclosureRules.Fits(enclosure, issueDate, subscription.Tariff)).ToList();
                if (named.Count == 0)
                    _errors.Add(EnclosureRules.Unknown(definition, subscription, biller, id));
                else if (fitting.Count == 0)
                    Notices.Add(EnclosureRules.NoneFits(definition, subscription, id, issueDate));
                enclosures.AddRange(fitting.Select(enclosure => new LetterEnclosure(id, enclosure.Document, enclosure.Pages)));
            }

            return new LetterTerms { Postage = definition.Postage, Enclosures = [.. enclosures.DistinctBy(enclosure => enclosure.Hash)], MayShareEnvelope = subscription.ShareEnvelope };
        }

        private RecipientView? FindRecipient(DispatchDefinition definition)
        {
            if (definition.Recipient.Individual is { } individual)
            {
                if (Recipients.Candidates(subscription).Any(location => Recipients.IsSameAddress(location.Value, individual)))
                    return new RecipientView { Individual = individual, Name = subscription.ContractingParty.Name, Email = individual };
                return Fail(definition, "individual", $"the individual address is no private e-mail location of the customer any more");
            }

            var role = definition.Recipient.Role!.Value;
            var party = Recipients.PartyOf(subscription, role);
            if (party is null)
                return Fail(definition, "role", $"the subscription has no {Words.Of(role)}");
            if (definition.Kind == DispatchKind.Post)
            {
                return party.Address is null
                    ? Fail(definition, "address", $"the {Words.Of(role)} has no postal address")
                    : new RecipientView { Role = role, Name = party.Name, Address = party.Address };
            }

            var email = Recipients.EmailOf(party, definition.Recipient.Address);
            return email is null
                ? Fail(definition, "email", $"the {Words.Of(role)} has no such e-mail location")
                : new RecipientView { Role = role, Name = party.Name, Email = email };
        }

        private RecipientView? Fail(DispatchDefinition definition, string field, string what)
        {
            _errors.Add(new Problem(
                "recipient_missing", field, definition.Id,
                $"The definition '{definition.Id}' of subscription {subscription.Number} has no recipient: {what}.",
                "Complete the subscription's parties, or change the definition."));
            return null;
        }

        private static bool IsSameRecipient(RecipientView left, RecipientView right) => left.Email is not null
            ? Recipients.IsSameAddress(left.Email, right.Email)
            : left.Name == right.Name && left.Address == right.Address;
    }
}
