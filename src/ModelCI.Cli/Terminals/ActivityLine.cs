using System.Globalization;

namespace ModelCI.Cli.Terminals;

/// <summary>
/// Says that something is still going on whose extent nobody knows beforehand, such as reading a compressed table: on a terminal every second from the
/// second on, elsewhere every 10 s.
/// </summary>
internal sealed class ActivityLine : IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Log = TimeSpan.FromSeconds(10);

    private readonly Terminal _terminal;
    private readonly Lock _lock = new();
    private readonly ITimer? _timer;
    private bool _isDrawn;
    private bool _isOver;

    public ActivityLine(Terminal terminal, TimeProvider time, string what)
    {
        _terminal = terminal;
        if (terminal.IsQuiet) return;
        var start = time.GetTimestamp();
        var interval = terminal.IsInteractive ? Redraw : Log;
        _timer = time.CreateTimer(_ => Say(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.GetElapsedTime(start).TotalSeconds:0} s")), null, interval, interval);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        // A last tick may be on its way.
        lock (_lock)
        {
            _isOver = true;
            if (_isDrawn) _terminal.Redraw("");
        }
    }

    private void Say(string text)
    {
        lock (_lock)
        {
            if (_isOver) return;
            if (!_terminal.IsInteractive)
            {
                _terminal.Note(text);
                return;
            }
            _terminal.Redraw(text);
            _isDrawn = true;
        }
    }
}
