using ModelCI.Inference.Protocol;
using ModelCI.Inference.Worker;

namespace ModelCI.Inference;

/// <summary>
/// Main of the process that runs the models. It is a process of its own so that a model, which is foreign code to ONNX Runtime's native
/// library, never shares memory or environment with labels, keys or tokens.
/// </summary>
public static class WorkerProgram
{
    /// <summary>Serves requests until <paramref name="input"/> ends. Nothing but protocol frames goes to <paramref name="output"/>.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(Stream input, Stream output)
    {
        using var channel = new FrameChannel(input, output);
        using var service = new WorkerService(channel);
        using var inbox = new FrameInbox(channel, service.Abort);
        try
        {
            foreach (var frame in inbox.Frames()) Serve(frame, service, channel);
        }
        catch (IOException error) when (error is not FileLoadException && !OnnxRuntimeText.IsOutOfMemory(error.Message))
        {
            // The gate has gone; there is nobody left to answer.
        }
        return 0;
    }

    private static void Serve(Frame frame, WorkerService service, FrameChannel channel)
    {
        try
        {
            using (frame) service.Handle(frame);
        }
        catch (WorkerFault fault)
        {
            channel.Send(FrameType.Fault, fault.WriteTo);
        }
        // A library that does not fit into what is left of the limit any more.
        catch (Exception error) when (error is OutOfMemoryException or FileLoadException)
        {
            channel.Send(FrameType.Fault, new WorkerFault(FaultKind.Memory, 0, "", "").WriteTo);
        }
    }
}
