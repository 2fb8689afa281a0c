namespace Dispatch.Grains;

/// <summary>The grain storage of subscriptions and billers.</summary>
public static class StateStorage
{
    /// <summary>The name under which the host registers it.</summary>
    public const string Name = "dispatch";
}
