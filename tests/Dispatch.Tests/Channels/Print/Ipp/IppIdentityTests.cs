using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print.Ipp;
using Dispatch.Channels.Print.Ipp.Protocol;

namespace Dispatch.Tests.Channels.Print.Ipp;

/// <summary>Printers that give their jobs no UUID, hide names, or are overtaken by a cancel, as a CUPS never does.</summary>
public sealed class IppIdentityTests : IDisposable
{
    private const string Uuid = "urn:uuid:de32b206-85b3-3e19-56a0-33a8230a53d1";
    private const string Letter = "2026-10-0001~d1";

    private readonly Shipments _shipments = new();
    private readonly IppDesk _desk = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("17")]
    [InlineData("17 " + Uuid)]    // of the printer from which the letter was moved
    public async Task Ask_StrangersJobWithoutUuid_IsNotOurs(string reference)
    {
        var outcome = await AskAsync(reference, Job(IppJobState.Completed, "stranger"), Job(IppJobState.Completed, "stranger"), IppAnswerer.Answer());

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other), outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ask_JobWithoutUuidWhoseNameIsHidden_IsUnknownAndNotCancelled(bool isPrinted)
    {
        var outcome = await AskAsync("17", Job(isPrinted ? IppJobState.Completed : IppJobState.Pending, name: null));

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.AwaitingAnswer, ReasonCode.Other), outcome);
        Assert.DoesNotContain(EventIds.IppJobCancelling, _desk.Log.Ids);
    }

    [Fact]
    public async Task Ask_JobWithoutUuidOfOurName_IsOurs() =>
        Assert.Equal(new AttemptOutcome.Delivered(new Proof("ipp", "17")), await AskAsync("17 5025", Job(IppJobState.Completed, Letter)));

    [Fact]
    public async Task Ask_CutJobIsCompletedBeforeTheCancel_IsUnknown()
    {
        var outcome = await AskAsync("17 90000", Job(IppJobState.Pending, Letter), IppAnswerer.Answer(), Job(IppJobState.Completed, Letter));

        Assert.Equal(new AttemptOutcome.Unknown(SendPhase.Transferring, ReasonCode.Other), outcome);
        Assert.Contains(EventIds.IppJobCancelling, _desk.Log.Ids);
    }

    private async Task<AttemptOutcome?> AskAsync(string reference, params IppMessage[] answers)
    {
        await using var printer = new IppAnswerer(answers);
        return await _desk.Open($"ipp://127.0.0.1:{printer.Port}/").AskAsync(_shipments.Create(destination: "hall") with { Reference = reference }, Stop);
    }

    private static IppMessage Job(IppJobState state, string? name) => IppAnswerer.Answer(new IppGroup(IppTag.JobAttributes,
    [
        IppAttribute.Of("job-id", 17),
        new IppAttribute("job-state", [new IppValue.Number(IppTag.Enum, (int)state)]),
        IppAttribute.Of("job-k-octets", 5),
        .. name is null ? [] : new[] { IppAttribute.Of("job-name", IppTag.Name, name) },
    ]));
}
