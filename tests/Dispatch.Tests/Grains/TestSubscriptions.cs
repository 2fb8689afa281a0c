using Dispatch.Abstractions;
using Dispatch.Channels;
using Dispatch.Channels.Print;
using Dispatch.Grains;
using Microsoft.Extensions.Options;

namespace Dispatch.Tests.Grains;

/// <summary>A biller and a subscription with recognizable personal data, to be changed by <c>with</c>.</summary>
internal static class TestSubscriptions
{
    public const string BillerId = "stadtwerke";
    public const string Name = "Annegret Zürcher-Prüfstein";
    public const string Street = "Geheimgässli";
    public const string Email = "annegret.pruefstein@kunden.example";
    public const string BusinessEmail = "buchhaltung@pruefstein-ag.example";
    public const string DistributionName = "Treuhand Verwahrlos";
    public const string DistributionEmail = "post@verwahrlos.example";
    public const string Individual = "enkelin.vertraulich@privat.example";

    public static Biller Biller(string id = BillerId) => new()
    {
        Id = id,
        Name = "Stadtwerke Müsterlingen",
        Address = new PartyAddress { Street = "Werkstrasse", BuildingNumber = "12", PostalCode = "3999", City = "Musterwil", Country = "CH" },
        VatId = "CHE-123.456.788",
        Email = new BillerEmail("rechnung@stadtwerke.example", "kundendienst@stadtwerke.example"),
        Language = Language.De,
    };

    public static Party ContractingParty { get; } = new()
    {
        Name = Name,
        Address = new PartyAddress { Street = Street, BuildingNumber = "17", PostalCode = "8001", City = "Zürich", Country = "CH" },
        CommunicationLocations = [Location(Email, LocationUsage.Private), Location(BusinessEmail, LocationUsage.Business)],
    };

    public static Party DistributionAddress { get; } = new()
    {
        Name = DistributionName,
        Address = new PartyAddress { Street = "Aktenweg", BuildingNumber = "3", PostalCode = "9000", City = "St. Gallen", Country = "CH" },
        CommunicationLocations = [Location(DistributionEmail, LocationUsage.Business)],
    };

    public static Subscription Of(params DispatchDefinition[] definitions) => new()
    {
        Number = "4711",
        Biller = BillerId,
        Contract = "V-99",
        ContractingParty = ContractingParty,
        DistributionAddress = DistributionAddress,
        CommunicationLocations = [Location(Individual, LocationUsage.Private)],
        Definitions = definitions,
    };

    public static DispatchDefinition ByEmail(string id, PartyRole role = PartyRole.ContractingParty, string? fallback = null, string? address = null) =>
        Definition(id, DispatchKind.Email, new DefinitionRecipient { Role = role, Address = address }, fallback);

    public static DispatchDefinition ByPost(string id, PartyRole role = PartyRole.ContractingParty, string? printer = null, string? fallback = null) =>
        Definition(id, DispatchKind.Post, new DefinitionRecipient { Role = role }, fallback) with { Printer = printer };

    public static DispatchDefinition ToIndividual(string id, string address = Individual) =>
        Definition(id, DispatchKind.Email, new DefinitionRecipient { Individual = address }, fallback: null);

    public static DispatchDefinition Definition(string id, DispatchKind kind, DefinitionRecipient recipient, string? fallback) => new()
    {
        Id = id,
        Domain = DispatchDomain.Invoice,
        Kind = kind,
        Recipient = recipient,
        Fallback = fallback,
    };

    public static CommunicationLocation Location(string value, LocationUsage usage, LocationKind kind = LocationKind.Email) =>
        new() { Kind = kind, Usage = usage, Value = value };

    /// <summary>An e-mail lane and the printers <c>default</c> and <c>hall</c>; <c>Print:DefaultPrinter</c> as given.</summary>
    public static ChannelDirectory Lanes(string? defaultPrinter = null) => new(
        [new NamedLanes(DispatchKind.Email, "pickup"), new NamedLanes(DispatchKind.Post, "default", "hall", "second", "third")],
        Options.Create(new PrintOptions { DefaultPrinter = defaultPrinter }));

    private sealed class NamedLanes(DispatchKind kind, params string[] destinations) : IDispatchChannel
    {
        public DispatchKind Kind => kind;

        public IReadOnlyList<ChannelLane> Lanes { get; } =
        [
            .. destinations.Select(destination => new ChannelLane(
                kind, destination, 8, TimeSpan.FromMinutes(1), new RetrySchedule(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1)), UnknownRule.Resend))
        ];

        public Task<AttemptOutcome> SendAsync(Shipment shipment, IDocumentSource documents, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<AttemptOutcome?> AskAsync(Shipment shipment, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
