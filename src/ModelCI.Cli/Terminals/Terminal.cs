using System.Text;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Terminals;

/// <summary>Result to standard output, progress and diagnostics to standard error.</summary>
internal sealed class Terminal
{
    private readonly TextWriter _result;
    private readonly TextWriter _diagnostics;

    public Terminal(bool quiet, bool noColour)
    {
        // Reports hold characters beyond ASCII whatever the locale says.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        _result = Console.Out;
        _diagnostics = Console.Error;
        IsQuiet = quiet;
        var wanted = !noColour && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        ResultColours = wanted && !Console.IsOutputRedirected;
        DiagnosticColours = wanted && !Console.IsErrorRedirected;
        IsInteractive = !quiet && !Console.IsErrorRedirected;
    }

    public bool IsQuiet { get; }

    /// <summary>Whether standard output shows colours.</summary>
    public bool ResultColours { get; }

    /// <summary>Whether standard error is a terminal that a progress line may be redrawn on.</summary>
    public bool IsInteractive { get; }

    /// <summary>Whether somebody is there to answer.</summary>
    public bool CanAsk => IsInteractive && !Console.IsInputRedirected;

    private bool DiagnosticColours { get; }

    /// <param name="isPainted">Whether the text holds colours; what comes from outside is plain in it already.</param>
    /// <exception cref="ModelCIException">MCI1022: standard output takes nothing, as on a full disk.</exception>
    public void Result(string text, bool isPainted = false)
    {
        try
        {
            _result.Write(isPainted ? text : PlainText.OfLines(text));
        }
        catch (IOException exception)
        {
            throw new ModelCIException("MCI1022", $"standard output cannot be written: {exception.Message}", fix: "run again; what is recorded is repeated at no cost");
        }
    }

    /// <summary>A line for people; not with --quiet.</summary>
    public void Note(string text)
    {
        if (!IsQuiet) _diagnostics.WriteLine(PlainText.OfLines(text));
    }

    /// <summary>What somebody types in answer; null where the input has ended.</summary>
    public string? Ask(string question)
    {
        _diagnostics.Write(PlainText.OfLines(question));
        return Console.In.ReadLine();
    }

    /// <summary>Redraws the progress line.</summary>
    public void Redraw(string text) => _diagnostics.Write($"\r\u001b[2K{text}");

    public void Problems(IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            var where = problem.Where is null ? "" : $"{PlainText.Of(problem.Where)}: ";
            _diagnostics.WriteLine($"{Paint("error", 31)}[{problem.Code}]: {where}{PlainText.Of(problem.What)}");
            foreach (var line in problem.Excerpt?.Split('\n') ?? []) _diagnostics.WriteLine($"    {PlainText.Of(line.TrimEnd('\r'))}");
            if (problem.Fix is not null) _diagnostics.WriteLine($"  {Paint("fix", 36)}: {PlainText.Of(problem.Fix)}");
        }
        if (problems.Count > 1) _diagnostics.WriteLine($"{problems.Count} problems");
    }

    public void Error(string text) => _diagnostics.WriteLine($"{Paint("error", 31)}: {PlainText.OfLines(text)}");

    private string Paint(string text, int colour) => DiagnosticColours ? $"\u001b[1;{colour}m{text}\u001b[0m" : text;
}
