namespace Dispatch.Documents.Payments;

/// <summary>A structured address (type S) of a Swiss QR-bill.</summary>
/// <param name="Name">1 to 70 characters.</param>
/// <param name="Street">At most 70 characters; a street line that holds its number goes here whole.</param>
/// <param name="BuildingNumber">At most 16 characters.</param>
/// <param name="PostalCode">1 to 16 characters, without country prefix.</param>
/// <param name="City">1 to 35 characters.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
public sealed record QrAddress(string Name, string Street, string BuildingNumber, string PostalCode, string City, string Country);
