using System.Globalization;

namespace ModelCI.Cli.Terminals;

/// <summary>
/// Progress with rate and time left: a line that is redrawn on a terminal, a plain line every 10 s elsewhere. Only for work
/// whose extent does not depend on the test set's labels.
/// </summary>
/// <param name="what">What is done, such as "predicting".</param>
/// <param name="total">How many units there are.</param>
/// <param name="unit">Of what, in the plural.</param>
internal sealed class ProgressLine(Terminal terminal, TimeProvider time, string what, int total, string unit = "items") : IProgress<int>, IDisposable
{
    private const int BarWidth = 20;

    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Log = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private long _last = time.GetTimestamp();
    private bool _drawn;

    public void Report(int value)
    {
        if (terminal.IsQuiet) return;
        lock (_lock) ReportAlone(value);
    }

    private void ReportAlone(int value)
    {
        if (time.GetElapsedTime(_last) < (terminal.IsInteractive ? Redraw : Log)) return;
        _last = time.GetTimestamp();
        var seconds = time.GetElapsedTime(_start).TotalSeconds;
        var rate = value / seconds;
        var left = rate > 0 ? (total - value) / rate : 0;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{what}: {value:#,0} of {total:#,0} {unit}, {rate:#,0}/s, {Math.Ceiling(left):0} s left");
        if (terminal.IsInteractive) terminal.Redraw($"[{Bar(value)}] {text}");
        else terminal.Note(text);
        _drawn = true;
    }

    public void Dispose()
    {
        if (_drawn && terminal.IsInteractive) terminal.Redraw("");
    }

    private string Bar(int value)
    {
        var filled = (int)((long)BarWidth * Math.Clamp(value, 0, total) / Math.Max(1, total));
        return new string('#', filled) + new string('-', BarWidth - filled);
    }
}
