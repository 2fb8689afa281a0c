using Microsoft.Extensions.Options;

namespace Dispatch.Silo.Hosting;

/// <summary>Tells a wrong setting from other failures of a start, wherever it is first read.</summary>
internal static class WrongSettings
{
    private const string Binder = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>What is wrong with the settings; none if <paramref name="e"/> is about something else.</summary>
    public static ConfigurationException? Find(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case OptionsValidationException invalid:
                    return new ConfigurationException(string.Join(Environment.NewLine, invalid.Failures), invalid);
                case InvalidOperationException { Source: Binder } unreadable:
                    return new ConfigurationException($"{unreadable.Message} Correct the value, or remove the key for its default.", unreadable);
                case AggregateException several when several.InnerExceptions.Select(Find).FirstOrDefault(found => found is not null) is { } found:
                    return found;
            }
        }

        return null;
    }
}
