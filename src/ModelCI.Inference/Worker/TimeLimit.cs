using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace ModelCI.Inference.Worker;

/// <summary>
/// Ends a run that takes too long from within: the gate learns of it in order and the process stays sound. A model that does not listen is
/// ended by the gate a little later, with the process.
/// </summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly RunOptions _options;
    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private volatile bool _isReached;
    private long _start;

    public TimeLimit(RunOptions options, double seconds)
    {
        _options = options;
        _limit = TimeSpan.FromSeconds(seconds);
        _timer = new Timer(_ => Reach());
    }

    /// <summary>Whether a run went on for longer; nothing runs after that.</summary>
    /// <remarks>By the clock too: whether the timer or the run is first must not decide what is late.</remarks>
    public bool IsReached => _isReached || Stopwatch.GetElapsedTime(_start) > _limit;

    public void Begin()
    {
        _start = Stopwatch.GetTimestamp();
        _timer.Change(_limit, Timeout.InfiniteTimeSpan);
    }

    public void End() => _timer.Change(Timeout.Infinite, Timeout.Infinite);

    public void Dispose() => _timer.Dispose();

    private void Reach()
    {
        _isReached = true;
        _options.Terminate = true;
    }
}
