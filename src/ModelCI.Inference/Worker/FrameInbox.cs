using System.Collections.Concurrent;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference.Worker;

/// <summary>
/// Reads ahead of the model on a thread of its own: the next batch is here when the model is ready for it, the gate can write without waiting
/// for an answer, and the end of the gate is noticed while a model runs.
/// </summary>
internal sealed class FrameInbox : IDisposable
{
    // The gate has so many blocks under way at most.
    private const int Capacity = Client.PredictionPipe.MostUnderWay;

    private readonly BlockingCollection<Frame> _frames = new(Capacity);
    private readonly FrameChannel _channel;
    private readonly Action _onEnd;

    public FrameInbox(FrameChannel channel, Action onEnd)
    {
        _channel = channel;
        _onEnd = onEnd;
        new Thread(Read) { IsBackground = true, Name = "inbox" }.Start();
    }

    public IEnumerable<Frame> Frames() => _frames.GetConsumingEnumerable();

    public void Dispose() => _frames.Dispose();

    private void Read()
    {
        try
        {
            while (_channel.Receive() is { } frame) _frames.Add(frame);
        }
        catch (Exception error) when ((error is IOException or InvalidDataException or ObjectDisposedException or InvalidOperationException) && !OnnxRuntimeText.IsOutOfMemory(error.Message))
        {
            // A broken pipe is the end like any other.
        }
        _onEnd();
        try
        {
            _frames.CompleteAdding();
        }
        catch (ObjectDisposedException)
        {
            // The other thread has already left.
        }
    }
}
