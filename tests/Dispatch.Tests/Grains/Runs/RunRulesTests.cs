using Dispatch.Abstractions;
using Dispatch.Grains.Recovery;
using Dispatch.Grains.Runs;
using Dispatch.Storage.Runs;
using static Dispatch.Tests.Storage.Samples;

namespace Dispatch.Tests.Grains.Runs;

public sealed class RunRulesTests
{
    private static readonly Pause Why = new("toner", "anna", Now);
    private static readonly RunOrder Order = new() { InputHash = Hash("inputs"), InputCount = 3, RequestedBy = "billing" };

    [Theory]
    [InlineData(RunPhase.Staging, RunPhase.Staging, true, 0)]
    [InlineData(RunPhase.Validating, RunPhase.Validating, false, 4)]
    [InlineData(RunPhase.AwaitingConfirmation, RunPhase.Validating, false, 4)]
    [InlineData(RunPhase.Stopped, RunPhase.Validating, false, 4)]
    [InlineData(RunPhase.Finalizing, null, false, 0)]
    [InlineData(RunPhase.Finalized, null, false, 0)]
    public void Open_SameInputs_GoesOnWhereTheRunStands(RunPhase phase, RunPhase? expected, bool clears, int recheckedCount)
    {
        var change = RunRules.Open(Row(phase), Totals((RunItemState.Valid, 3)), "run-a", Order, Now);

        Assert.Null(change.Error);
        Assert.Equal((expected, clears, recheckedCount), (change.Next?.Phase, change.ClearsItems, change.Rechecked.Count));
    }

    [Fact]
    public void Open_FinalizedWithRefusals_ChecksThemAlone()
    {
        var change = RunRules.Open(Row(RunPhase.Finalized), Totals((RunItemState.Finalized, 2), (RunItemState.Refused, 1)), "run-a", Order, Now);

        Assert.Equal(RunPhase.Validating, change.Next!.Phase);
        Assert.Equal([RunItemState.Refused, RunItemState.Cancelled], change.Rechecked);
    }

    [Theory]
    [InlineData(RunItemState.Valid, RunPhase.AwaitingConfirmation, null)]
    [InlineData(RunItemState.Finalized, RunPhase.AwaitingConfirmation, "run_conflict")]
    [InlineData(RunItemState.Repeated, RunPhase.Finalized, "run_conflict")]
    [InlineData(RunItemState.Valid, RunPhase.Finalizing, "run_conflict")]
    public void Open_OtherInputs_IsAConflictOnceSomethingMayBeDefinitive(RunItemState state, RunPhase phase, string? code)
    {
        var change = RunRules.Open(Row(phase), Totals((state, 3)), "run-a", Order with { InputHash = Hash("other") }, Now);

        Assert.Equal((code, code is null), (change.Error?.Code, change.ClearsItems));
    }

    [Theory]
    [InlineData("12", 3, "billing", "run_invalid")]
    [InlineData("run-a", 0, "billing", "inputs_invalid")]
    [InlineData("run-a", 2_000_001, "billing", "inputs_invalid")]
    [InlineData("run-a", 3, "a\nb", "requested_by_invalid")]
    public void Open_BadOrder_IsRefused(string id, int inputCount, string by, string code) =>
        Assert.Equal(code, RunRules.Open(null, null, id, Order with { InputCount = inputCount, RequestedBy = by }, Now).Error!.Code);

    [Theory]
    [InlineData(RunPhase.Staging, "run_not_checked")]
    [InlineData(RunPhase.Validating, "run_not_checked")]
    [InlineData(RunPhase.AwaitingConfirmation, null)]
    [InlineData(RunPhase.Finalizing, null)]
    [InlineData(RunPhase.Finalized, null)]
    [InlineData(RunPhase.Stopped, "run_stopped")]
    public void Confirm_EachPhase_IsDoneOrRefused(RunPhase phase, string? code)
    {
        var change = RunRules.Confirm(Row(phase), Totals((RunItemState.Valid, 3)), "hall", "anna", Now);

        Assert.Equal(code, change.Error?.Code);
        Assert.Equal(phase == RunPhase.AwaitingConfirmation, change.Next is { Phase: RunPhase.Finalizing });
    }

    [Fact]
    public void Cancel_NothingLeftOfARunThatIsDefinitive_LeavesItAsItWas()
    {
        var change = RunRules.Cancel(Row(RunPhase.AwaitingConfirmation), Totals((RunItemState.Finalized, 2), (RunItemState.Refused, 1)), Why);

        Assert.Equal(RunPhase.Finalized, change.Next!.Phase);
        Assert.Null(RunDetails.Of(change.Next).Cancellation);
    }

    [Theory]
    [InlineData(RunPhase.Validating, RunItemState.Valid, RunPhase.AwaitingConfirmation)]
    [InlineData(RunPhase.Validating, RunItemState.Staged, null)]
    [InlineData(RunPhase.Finalizing, RunItemState.Valid, null)]
    [InlineData(RunPhase.Finalizing, RunItemState.Finalized, RunPhase.Finalized)]
    [InlineData(RunPhase.Finalizing, RunItemState.Cancelled, RunPhase.Stopped)]
    [InlineData(RunPhase.AwaitingConfirmation, RunItemState.Valid, null)]
    public void Next_WhatIsLeft_DecidesThePhase(RunPhase phase, RunItemState state, RunPhase? expected) =>
        Assert.Equal(expected, RunRules.Next(Row(phase), Totals((state, 3)), Now)?.Phase);

    [Fact]
    public void Twins_SameContentCountsOnce_AndOtherRefusesAll()
    {
        RunItem[] twins = [Item(0, "1", "x"), Item(1, "1", "x"), Item(2, "2", "x"), Item(3, "2", "y"), Item(4, "3", "x") with { State = RunItemState.Finalized }, Item(5, "3", "x")];

        Assert.Equal(
            [(1, RunItemState.Same), (2, RunItemState.Refused), (3, RunItemState.Refused), (5, RunItemState.Same)],
            RunTwins.Resolve(twins).Select(item => (item.Position, item.State)));
    }

    [Fact]
    public void Speed_TwoSamples_GivesRateAndTimeLeft()
    {
        var speed = new RunSpeed();
        speed.Add(Now, new Dictionary<string, long> { ["email/relay"] = 100 });
        Assert.Equal(0, speed.PerSecond("email/relay"));

        speed.Add(Now.AddSeconds(10), new Dictionary<string, long> { ["email/relay"] = 150 });

        Assert.Equal(5, speed.PerSecond("email/relay"));
        Assert.Equal(TimeSpan.FromSeconds(20), RunSpeed.TimeLeft(100, 5));
        Assert.Null(RunSpeed.TimeLeft(100, 0));
    }

    [Theory]
    [InlineData(1, 100, 100)]
    [InlineData(4, 100, 25)]
    [InlineData(4, 2, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 900, LaneWork.MaxRows)]
    public void Share_SeveralRuns_DivideTheSlots(int queueCount, int freeCount, int expected)
    {
        var work = new LaneWork();
        for (var queue = 1; queue <= queueCount; queue++)
            work.Add(queue);

        Assert.Equal(expected, work.ShareOf(freeCount));
    }

    private static RunRow Row(RunPhase phase) => new RunDetails { Order = Order }.In(
        new RunRow { Number = 1, Id = "run-a", Phase = phase, InputCount = 3, StartedAt = Now, RequestedBy = "billing", Details = "", Version = 1 });

    private static RunItemTotals Totals(params (RunItemState State, int Count)[] counts) => new(counts.ToDictionary(count => count.State, count => count.Count), 0, HasLetters: false);

    private static RunItem Item(int position, string number, string content) => new()
    {
        Position = position, Worker = 0, Name = $"{position}.xml", State = RunItemState.Valid, Biller = "genevoise", Number = number, InputHash = Hash(content),
    };
}
