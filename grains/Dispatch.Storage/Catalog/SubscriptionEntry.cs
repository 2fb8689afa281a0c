using Dispatch.Abstractions;

namespace Dispatch.Storage.Catalog;

/// <summary>A subscription in the catalog; pseudonymous.</summary>
/// <param name="Biller">The biller's id.</param>
/// <param name="Number">The subscription's number.</param>
/// <param name="Contract">The contract's number.</param>
/// <param name="Language">Its language.</param>
/// <param name="DefinitionCount">How many dispatch definitions it has.</param>
public sealed record SubscriptionEntry(string Biller, string Number, string Contract, Language Language, int DefinitionCount);
