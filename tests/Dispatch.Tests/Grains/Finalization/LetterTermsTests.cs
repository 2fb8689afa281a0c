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

    [Fact]
    public void Parse_Nothing_AsksNothing()
    {
        var terms = LetterTerms.Parse(null);

        Assert.Null(terms.Postage);
        Assert.Empty(terms.Enclosures);
        Assert.False(terms.MayShareEnvelope);
    }
}
