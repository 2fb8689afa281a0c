using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Dispatch.Tests.Channels;

/// <summary>Keeps every log line with its event id and exception; an event can be made to run something, such as a simulated crash.</summary>
internal sealed class CapturedLog<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();

    public Action<int> OnEvent { get; set; } = _ => { };

    public IEnumerable<int> Ids => _lines.Select(line => line.Id);

    public string Text => string.Join('\n', _lines.Select(line => line.Text));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _lines.Enqueue((eventId.Id, $"{formatter(state, exception)} {exception}"));
        OnEvent(eventId.Id);
    }
}
