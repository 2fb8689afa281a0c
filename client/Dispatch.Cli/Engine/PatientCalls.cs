using Dispatch.Client;

namespace Dispatch.Cli.Engine;

/// <summary>Makes calls again that a silo's death or a slow moment has cut. Every call of ours can be repeated safely.</summary>
internal static class PatientCalls
{
    private const int AttemptCount = 5;
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    /// <summary>Makes a call, and again up to four times.</summary>
    public static async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (attempt < AttemptCount && TransientFailure.Is(e))
            {
                await Task.Delay(_pause, cancellationToken);
            }
        }
    }
}
