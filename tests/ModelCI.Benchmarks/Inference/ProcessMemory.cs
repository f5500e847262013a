using System.Globalization;

namespace ModelCI.Benchmarks.Inference;

/// <summary>The private memory of a process over a time, sampled every few milliseconds (Linux).</summary>
internal sealed class ProcessMemory : IDisposable
{
    private readonly string _status;
    private readonly Timer _timer;
    private long _most;

    public ProcessMemory(int process)
    {
        _status = $"/proc/{process}/status";
        _timer = new Timer(_ => Sample(), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(5));
    }

    /// <summary>The most of RssAnon so far.</summary>
    public double MostMegabytes
    {
        get
        {
            Sample();
            return _most / 1024.0;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Sample()
    {
        var line = File.ReadLines(_status).First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        var kilobytes = long.Parse(line.Split(' ', '\t')[^2], CultureInfo.InvariantCulture);
        Interlocked.Exchange(ref _most, Math.Max(kilobytes, Interlocked.Read(ref _most)));
    }
}
