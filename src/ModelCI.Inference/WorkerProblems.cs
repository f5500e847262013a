using System.Globalization;
using ModelCI.Core.Problems;
using ModelCI.Inference.Protocol;

namespace ModelCI.Inference;

/// <summary>MCI2xxx problems of the process that runs the models; what <see cref="ModelProblems"/> never hold these never hold.</summary>
internal static class WorkerProblems
{
    // How .NET tells that a signal ended a process.
    private const int SignalBase = 128;
    private const int InterruptSignal = 2;
    private const int KillSignal = 9;
    private const int TerminationSignal = 15;

    /// <summary>Whether somebody ended the process in a way that ends a whole group: nothing is wrong with the model then.</summary>
    public static bool IsInterrupt(int exitCode) => exitCode is SignalBase + InterruptSignal or SignalBase + TerminationSignal;

    public static Problem Died(ModelSource source, string during, int exitCode, string? output) =>
        new("MCI2010", $"the process that {during} ended unexpectedly ({EndOf(exitCode)})", source.Where,
            exitCode == SignalBase + KillSignal
                ? "if the machine was short of memory, give it more, or lower limits.memory for a clearer message"
                : "a model that brings down ONNX Runtime is not fit for production; if the machine was short of memory, give it more",
            output);

    public static Problem OutOfMemory(ModelSource source) =>
        new("MCI2014", "the model needs more memory than limits.memory allows", source.Where, "raise limits.memory if the machine has more, or export a smaller model");

    public static Problem Nonsense(ModelSource source) =>
        new("MCI2010", "the process that runs the model gave an answer that makes no sense", source.Where);

    public static Problem OutOfTime(ModelSource source, string during, double seconds) =>
        new("MCI2011", $"the process that {during} did not answer within {seconds.ToString(CultureInfo.InvariantCulture)} s and was ended", source.Where,
            "if the model is just slow, raise limits.seconds-per-batch");

    public static Problem CannotStart(string fileName, string reason) =>
        new("MCI2013", $"the process that runs the models cannot be started: {reason}", fileName, "install ModelCI again");

    /// <summary>The words for a failure that the worker reported.</summary>
    public static Problem FromFault(WorkerFault fault, ModelSource source)
    {
        var name = OnnxRuntimeText.Readable(fault.Name, 200);
        return fault.Kind switch
        {
            FaultKind.Load => ModelProblems.NotLoadable(source, OnnxRuntimeText.OfLoad(fault.Detail)),
            FaultKind.Memory => OutOfMemory(source),
            FaultKind.Run => new("MCI2012", $"ONNX Runtime stopped while the model ran: {OnnxRuntimeText.OfRun(fault.Detail)}", source.Where,
                "run the model on the same items in Python to see why"),
            FaultKind.Fraction => Value("MCI2005", "fractional values", "integers"),
            FaultKind.NotANumber => Value("MCI2005", "missing values (NaN)", "integers"),
            FaultKind.OutOfRange => Value("MCI2005", "values beyond the range of its type", "a narrower type"),
            FaultKind.NotBoolean => Value("MCI2005", "values other than 0 and 1", "bools"),
            FaultKind.LeadingAxis => new("MCI2009", $"the output '{name}' has the shape {fault.Detail}: its first axis is not the batch", source.Where,
                "the model must give one answer per item, whatever the number of items"),
            FaultKind.OutputShape => new("MCI2006", $"the output '{name}' came out as {fault.Detail}, which is neither one label nor one score per class",
                source.Where, "choose another by 'output', or list the classes under holdout.classes"),
            FaultKind.NumberShape => new("MCI2006", $"the output '{name}' came out as {fault.Detail}, which is not one number per item", source.Where,
                "choose another by 'output'"),
            FaultKind.NumberNotFinite => new("MCI2008", $"the output '{name}' holds NaN or infinite numbers", source.Where,
                "no loss can be taken of them; mend the model, or clean the items' features"),
            FaultKind.NotFinite => new("MCI2008", $"the output '{name}' holds NaN or infinite scores", source.Where,
                "a class cannot be read from them; mend the model, or clean the items' features"),
            _ => new("MCI2013", "the process that runs the models is of another version", source.Where, "install ModelCI again"),
        };

        Problem Value(string code, string given, string wanted) =>
            new(code, $"the columns that feed the model input '{name}' hold {given}, but the input takes {wanted}", source.Where,
                $"feed it from other columns by inputs.{name}.from, or mend the values");
    }

    private static string EndOf(int exitCode) => exitCode is > SignalBase and <= SignalBase + 64
        ? $"signal {ProblemText.Number(exitCode - SignalBase)}{NameOf(exitCode - SignalBase)}"
        : $"exit code {ProblemText.Number(exitCode)}";

    private static string NameOf(int signal) => signal switch
    {
        4 => ", SIGILL",
        6 => ", SIGABRT",
        7 => ", SIGBUS",
        8 => ", SIGFPE",
        KillSignal => ", SIGKILL",
        11 => ", SIGSEGV",
        _ => "",
    };
}
