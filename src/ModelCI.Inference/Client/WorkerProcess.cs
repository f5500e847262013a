using System.ComponentModel;
using System.Diagnostics;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Client;

/// <summary>The gate's end of the worker: its start, its answers within the time limit, and its end whatever happens.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan GraceAtEnd = TimeSpan.FromMilliseconds(200);

    private static readonly TimeSpan PatienceWithErrors = TimeSpan.FromMilliseconds(500);

    // The worker keeps the limit by itself; this is for one that cannot.
    private static readonly TimeSpan GraceBeyondLimit = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly FrameChannel _channel;
    private readonly BoundedText _errors;
    private readonly double _seconds;
    private readonly Timer _watchdog;
    private volatile bool _isOutOfTime;
    private bool _isDisposed;

    private WorkerProcess(Process process, BoundedText errors, double seconds, SharedMemory? shared)
    {
        Shared = shared;
        _process = process;
        _errors = errors;
        _seconds = seconds;
        Id = process.Id;
        _channel = new FrameChannel(process.StandardOutput.BaseStream, process.StandardInput.BaseStream);
        _watchdog = new Timer(_ => OutOfTime());
    }

    public int Id { get; }

    /// <summary>Where batches cross; null where the system cannot.</summary>
    public SharedMemory? Shared { get; }

    /// <exception cref="ModelCIException">The process cannot be started.</exception>
    public static WorkerProcess Start(WorkerCommand command, LimitSettings limits)
    {
        var start = new ProcessStartInfo(command.FileName, command.Arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        WorkerEnvironment.Apply(start);
        OwnProcess.CloseToOthers();
        var shared = SharedMemory.Create();
        var process = new Process { StartInfo = start };
        int file;
        try
        {
            file = InheritedFiles.Start(process, shared);
        }
        catch (Win32Exception error)
        {
            process.Dispose();
            ((IDisposable?)shared)?.Dispose();
            throw new ModelCIException([WorkerProblems.CannotStart(command.FileName, error.Message)]);
        }
        var worker = new WorkerProcess(process, new BoundedText(process.StandardError.BaseStream), limits.SecondsPerBatch, shared);
        worker.Begin(limits, file);
        return worker;
    }

    /// <summary>Sends a request that concerns <paramref name="subject"/>.</summary>
    /// <exception cref="ModelCIException">The worker has died or does not read.</exception>
    public void Send(FrameType type, ReadOnlySpan<byte> payload, ModelSource subject)
    {
        try
        {
            Watch();
            _channel.Send(type, payload);
            Unwatch();
        }
        catch (IOException)
        {
            throw Ended(subject, "runs the models");
        }
    }

    public void Send(FrameType type, Action<BinaryWriter> write, ModelSource subject)
    {
        try
        {
            _channel.Send(type, write);
        }
        catch (IOException)
        {
            throw Ended(subject, "loads the models");
        }
    }

    /// <summary>Waits for the answer about <paramref name="subject"/>.</summary>
    /// <param name="during">What the process is doing, for messages: <c>loads the model</c>.</param>
    /// <exception cref="ModelCIException">The worker died, was too slow, or answers nonsense.</exception>
    /// <exception cref="WorkerFault">The worker reports a failure.</exception>
    public Frame Receive(FrameType expected, ModelSource subject, string during)
    {
        Watch();
        var frame = ReceiveOrNull(subject) ?? throw Ended(subject, during);
        Unwatch();
        if (frame.Type == expected) return frame;
        using (frame)
        {
            if (frame.Type != FrameType.Fault) throw Nonsense(subject);
            var fault = WorkerFault.ReadFrom(frame.Reader());
            throw fault.Kind == FaultKind.Time ? new ModelCIException([WorkerProblems.OutOfTime(subject, during, _seconds)]) : fault;
        }
    }

    public static ModelCIException Nonsense(ModelSource subject) => new([WorkerProblems.Nonsense(subject)]);

    public void Kill()
    {
        try
        {
            _process.Kill();
        }
        catch (Exception error) when (error is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }

    /// <summary>The worker ends when it has answered what was sent.</summary>
    public void CloseInput()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended already.
        }
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _watchdog.Dispose();
        CloseInput();
        if (!_process.WaitForExit(GraceAtEnd)) Kill();
        _channel.Dispose();
        ((IDisposable?)Shared)?.Dispose();
        _process.Dispose();
    }

    private Frame? ReceiveOrNull(ModelSource subject)
    {
        try
        {
            return _channel.Receive();
        }
        catch (InvalidDataException)
        {
            throw Nonsense(subject);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private void Begin(LimitSettings limits, int file)
    {
        try
        {
            _channel.Send(FrameType.Begin, Write);
        }
        catch (IOException)
        {
            // It has ended already, which whoever asks it for something will learn.
        }

        void Write(BinaryWriter writer)
        {
            writer.Write(FrameChannel.Version);
            writer.Write(limits.MemoryBytes);
            writer.Write(limits.SecondsPerBatch);
            writer.Write(file);
        }
    }

    private void Watch() => _watchdog.Change(TimeSpan.FromSeconds(_seconds) + GraceBeyondLimit, Timeout.InfiniteTimeSpan);

    private void Unwatch() => _watchdog.Change(Timeout.Infinite, Timeout.Infinite);

    private void OutOfTime()
    {
        _isOutOfTime = true;
        Kill();
    }

    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    private ModelCIException Ended(ModelSource subject, string during)
    {
        if (!_isOutOfTime) _watchdog.Change(Timeout.Infinite, Timeout.Infinite);
        _process.WaitForExit(TimeSpan.FromSeconds(1));
        Kill();
        if (_isOutOfTime) return new([WorkerProblems.OutOfTime(subject, during, _seconds)]);
        _process.WaitForExit();
        // Ctrl-C reaches the whole group, and the worker may be the first to go.
        if (WorkerProblems.IsInterrupt(_process.ExitCode)) throw new OperationCanceledException();
        var output = _errors.Text(PatienceWithErrors);
        if (output is not null && OnnxRuntimeText.IsOutOfMemory(output)) return new([WorkerProblems.OutOfMemory(subject)]);
        // What the process wrote while it held items may tell of them.
        if (!during.StartsWith("load", StringComparison.Ordinal)) output = null;
        return new([WorkerProblems.Died(subject, during, _process.ExitCode, output)]);
    }
}
