using Dispatch.Abstractions;
using Dispatch.Grains.Finalization;

namespace Dispatch.Tests.Grains.Finalization;

public sealed class LetterTermsTests
{
    private static readonly ContentHash Leaflet = ContentHash.Of("leaflet"u8);

    [Fact]
    public void ToJson_AllSaid_IsCompact()
    {
        var terms = new LetterTerms { Postage = Postage.Registered, Enclosures = [new LetterEnclosure("leaflet", Leaflet, 2)], MayShareEnvelope = true };

        Assert.Equal($$"""{"postage":"registered","enclosures":[{"id":"leaflet","hash":"{{Leaflet}}","pages":2}],"share":true}""", terms.ToJson());
    }

    [Theory]
    [InlineData("""{"postage":"A"}""")]
    [InlineData("""{"postage":"B","share":true}""")]
    [InlineData("""{"enclosures":[{"id":"leaflet","hash":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","pages":1}]}""")]
    [InlineData(null)]
    public void Parse_WhatWasWritten_WritesTheSameAgain(string? json) => Assert.Equal(json, LetterTerms.Parse(json).ToJson());

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, Postage.B, Postage.B)]
    [InlineData(Postage.A, Postage.B, Postage.A)]
    [InlineData(Postage.A, Postage.Registered, Postage.Registered)]
    public void With_TwoWishes_KeepsTheStricterPostage(Postage? one, Postage? other, Postage? expected)
    {
        Assert.Equal(expected, new LetterTerms { Postage = one }.With(new LetterTerms { Postage = other }).Postage);
        Assert.Equal(expected, new LetterTerms { Postage = other }.With(new LetterTerms { Postage = one }).Postage);
    }

    [Fact]
    public void With_Enclosures_HoldsEachPdfOnceInOrder()
    {
        var (a, b, c) = (Enclosure("a"), Enclosure("b"), Enclosure("c"));

        var united = new LetterTerms { Enclosures = [b, a] }.With(new LetterTerms { Enclosures = [a, c] });

        Assert.Equal([b, a, c], united.Enclosures);
    }

    [Theory]
    [InlineData(true, true, true)]
    [InlineData(true, false, false)]
    public void With_Sharing_NeedsBoth(bool one, bool other, bool expected) =>
        Assert.Equal(expected, new LetterTerms { MayShareEnvelope = one }.With(new LetterTerms { MayShareEnvelope = other }).MayShareEnvelope);

    private static LetterEnclosure Enclosure(string id) => new(id, ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(id)), 1);

    [Fact]
    public void Parse_Nothing_AsksNothing()
    {
        var terms = LetterTerms.Parse(null);

        Assert.Null(terms.Postage);
        Assert.Empty(terms.Enclosures);
        Assert.False(terms.MayShareEnvelope);
    }
}
