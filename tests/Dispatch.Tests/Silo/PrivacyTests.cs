using Dispatch.Abstractions;
using Dispatch.Grains.Telemetry;
using Dispatch.Tests.Grains.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Silo;

[Collection("engine")]
public sealed class PrivacyTests
{
    private static readonly string[] Personal =
    [
        Name, Street, Email, BusinessEmail, Individual, DistributionName, DistributionEmail, "Aktenweg", "Prüfstein", "pruefstein", "verwahrlos", "vertraulich",
        "Zoé Müller", "Seeweg", "CH4431999123000889012", "210000000003139471430009017",
    ];

    [Fact]
    public async Task Run_OfTheWholeEngine_LeavesNoNameAndNoAddressInWhatItTells()
    {
        using var captured = new CapturedEverything();
        var (email, post) = (ScriptedChannel.Email(), ScriptedChannel.Post(ScriptedChannel.Deferred, ScriptedChannel.Unknown));
        email.OnSend = (shipment, _) => shipment.InvoiceNumber switch
        {
            "P-1" when shipment.Attempt == 1 => throw new InvalidOperationException($"550 {shipment.RecipientEmail} of {shipment.RecipientName} is unknown"),
            "P-2" => Task.FromResult(ScriptedChannel.Refused),
            _ => Task.FromResult(ScriptedChannel.Delivered),
        };
        FinalizeAnswer[] refusals;
        await using (var engine = await TestEngine.StartAsync(services => Capture(services, captured), [], email, post))
        {
            await engine.ImportAsync(ByEmail("mail", fallback: "letter"), ToIndividual("copy"), ByPost("other", PartyRole.DistributionAddress), ByPost("letter"));
            foreach (var number in (string[])["P-1", "P-2"])
            {
                var receipt = await engine.FinalizeAsync(number);
                await engine.WaitAsync(receipt, view => view.Dispatches[2].State == DispatchState.Held);
                await engine.Client.Dispatch(receipt.Dispatches[2]).RetryAsync();
            }

            await engine.Client.PreviewAsync(TestInvoices.Request("P-3"));
            await engine.ImportAsync(ByEmail("gone", PartyRole.DistributionAddress));
            var subscription = engine.Client.Subscription(new SubscriptionId(BillerId, "4711"));
            await subscription.PutAsync(Of(ByEmail("gone", PartyRole.DistributionAddress)) with { DistributionAddress = null });
            refusals =
            [
                await engine.AnswerAsync(TestInvoices.Request("P-4")),
                await engine.AnswerAsync(TestInvoices.Request("P-1", ("Seeweg 3", "Seeweg 4"))),
                await engine.AnswerAsync(TestInvoices.Request("P-5", (">582.22<", ">582.23<"))),
            ];
        }

        Assert.Contains(captured.Lines, line => line.StartsWith($"span {DispatchTelemetry.FinalizeInvoice}", StringComparison.Ordinal));
        Assert.Contains(captured.Lines, line => line.StartsWith("measurement dispatch.attempt.duration", StringComparison.Ordinal));
        Assert.Contains(captured.Lines, line => line.StartsWith("log Dispatch.Grains.Dispatches.DispatchGrain", StringComparison.Ordinal));
        Assert.All(refusals, answer => Assert.IsNotType<FinalizeAnswer.Accepted>(answer));
        var errors = refusals.SelectMany(answer => answer is FinalizeAnswer.Refused refused ? refused.Errors : [((FinalizeAnswer.Conflict)answer).Error]).Select(error => error.ToString());
        Assert.DoesNotContain(captured.Lines.Concat(errors), line => Personal.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static void Capture(IServiceCollection services, CapturedEverything captured) => services.AddLogging(logging => logging
        .AddProvider(captured)
        .AddFilter<CapturedEverything>(category: null, LogLevel.Debug));
}
