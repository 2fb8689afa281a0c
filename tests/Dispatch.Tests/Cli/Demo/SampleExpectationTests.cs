using Dispatch.Cli.Demo;

namespace Dispatch.Tests.Cli.Demo;

public sealed class SampleExpectationTests(SampleFolder sample) : IClassFixture<SampleFolder>
{
    [Fact]
    public void Expected_WholeMonth_IsWhatTheRulesMakeOfTheFiles()
    {
        var rules = Finalized();

        var counted = new SampleExpectation(
            sample.Invoices.Count,
            sample.Invoices.Count(invoice => invoice.Text("/*/cbc:CreditNoteTypeCode") == "381"),
            rules.Emails,
            rules.Letters,
            rules.Standby,
            rules.Merged,
            rules.DefaultRule);

        Assert.Equal(SampleUtility.Expected, counted);
    }

    [Fact]
    public void DeferredRecipients_WholeMonth_GetMail()
    {
        Assert.Subset(Finalized().MailedAddresses, SampleUtility.DeferredRecipients.ToHashSet());
    }

    [Fact]
    public void Invoices_Buyer_IsTheContractingParty()
    {
        var rules = new SampleDispatchRules(sample.Subscriptions);

        Assert.All(sample.Invoices, invoice => Assert.Equal(
            (string)rules.SubscriptionOf(invoice)["contractingParty"]!["name"]!,
            invoice.Text("/*/cac:AccountingCustomerParty/cac:Party/cac:PartyLegalEntity/cbc:RegistrationName")));
    }

    [Fact]
    public void Invoices_All_ServeEverySubscription()
    {
        var rules = new SampleDispatchRules(sample.Subscriptions);

        var served = sample.Invoices.Select(invoice => (string)rules.SubscriptionOf(invoice)["number"]!).Distinct();

        Assert.Equal(SampleUtility.SubscriptionCount, served.Count());
    }

    private SampleDispatchRules Finalized()
    {
        var rules = new SampleDispatchRules(sample.Subscriptions);
        foreach (var invoice in sample.Invoices)
            rules.Finalize(invoice);
        return rules;
    }
}
