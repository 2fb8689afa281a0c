namespace Dispatch.Cli.Demo;

/// <summary>A postal address as billers and subscriptions hold it.</summary>
internal sealed record SampleAddress(string Street, string BuildingNumber, string PostalCode, string City, string Country);
