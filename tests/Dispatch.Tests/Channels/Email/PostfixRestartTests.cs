using Dispatch.Abstractions;
using Dispatch.Channels.Email;
using Dispatch.Storage.Dispatches;
using Dispatch.Tests.Grains;
using Dispatch.Tests.Grains.Engine;
using Dispatch.Tests.Servers.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MimeKit;
using static Dispatch.Tests.Grains.TestSubscriptions;

namespace Dispatch.Tests.Channels.Email;

[Collection("engine")]
public sealed class PostfixRestartTests
{
    private const int Callers = 16;

    private static readonly TimeSpan ShortTimeout = TimeSpan.FromSeconds(3);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>300 messages; with <c>DISPATCH_LONG=1</c> ten thousand.</summary>
    [Fact]
    public async Task Engine_PostfixRestartedTwice_LosesNothingAndMarksWhatCameTwice()
    {
        PrivatePostfix.Require();
        var (count, patience) = Environment.GetEnvironmentVariable("DISPATCH_LONG") == "1" ? (10_000, TimeSpan.FromMinutes(20)) : (300, TimeSpan.FromMinutes(2));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        limit.CancelAfter(patience);
        await using var postfix = await PrivatePostfix.StartAsync(limit.Token);
        await using var engine = await TestEngine.StartAsync(
            Hasten,
            [("Email:Host", "127.0.0.1"), ("Email:Port", $"{postfix.Port}"), ("Email:Security", "None"), ("Email:Retry:FirstDelay", "00:00:01"), ("Email:Retry:MaxDelay", "00:00:02")]);
        await engine.ImportAsync(ByEmail("mail", address: TestSubscriptions.Email));

        var finalizing = FinalizeAsync(engine, count, limit.Token);
        foreach (var part in new[] { count / 3, count * 2 / 3 })
        {
            await WaitUntilAsync(() => CountOf(postfix) >= part, limit.Token);
            await postfix.RestartAsync(limit.Token);
        }
        await finalizing;

        var store = engine.Host.Services.GetRequiredService<IDispatchStore>();
        await WaitUntilAsync(async () => (await store.CountAsync(cancellationToken: limit.Token)).All(counted => counted.State == DispatchState.Delivered), limit.Token);
        await WaitUntilAsync(() => CountOf(postfix) >= count, limit.Token);
        Dictionary<string, int> copies = [];
        await WaitUntilAsync(
            () =>
            {
                copies = Directory.GetFiles(postfix.MailFolder).Select(IdOf).GroupBy(id => id).ToDictionary(group => group.Key, group => group.Count());
                return copies.Count >= count;
            },
            limit.Token);

        Assert.Equal(Enumerable.Range(1, count).Select(number => $"P-{number}~mail").Order(), copies.Keys.Order());
        foreach (var (id, _) in copies.Where(copy => copy.Value > 1))
        {
            var dispatch = await store.FindDispatchAsync(new DispatchId(BillerId, id.Split('~')[0], "mail"), Stop);
            Assert.True(dispatch!.Progress.IsPossibleDuplicate, $"{id} came {copies[id]} times without being marked.");
        }
    }

    private static async Task FinalizeAsync(TestEngine engine, int count, CancellationToken cancellationToken)
    {
        var last = 0;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(async _ =>
        {
            for (int number; (number = Interlocked.Increment(ref last)) <= count;)
            {
                while (await engine.AnswerAsync(TestInvoices.Request($"P-{number}")) is not FinalizeAnswer.Accepted)
                    cancellationToken.ThrowIfCancellationRequested();
            }
        }));
    }

    /// <summary>Time-outs below what the options allow, so that an unknown outcome is sent again within the test's time.</summary>
    private static void Hasten(IServiceCollection services)
    {
        services.RemoveAll<IValidateOptions<EmailOptions>>();
        services.PostConfigure<EmailOptions>(options => (options.ConnectTimeout, options.CommandTimeout, options.EndOfDataTimeout) = (ShortTimeout, ShortTimeout, ShortTimeout));
    }

    private static int CountOf(PrivatePostfix postfix) => Directory.Exists(postfix.MailFolder) ? Directory.GetFiles(postfix.MailFolder).Length : 0;

    private static string IdOf(string file)
    {
        using var stream = File.OpenRead(file);
        return new MimeParser(stream).ParseHeaders(Stop)["X-Dispatch-Id"]!;
    }

    private static Task WaitUntilAsync(Func<bool> isReached, CancellationToken cancellationToken) => WaitUntilAsync(() => Task.FromResult(isReached()), cancellationToken);

    private static async Task WaitUntilAsync(Func<Task<bool>> isReached, CancellationToken cancellationToken)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await isReached())
            await tick.WaitForNextTickAsync(cancellationToken);
    }
}
