using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting;

namespace ModelCI.Cli.Testing;

/// <summary>The report's files and the text on standard output.</summary>
internal sealed class ReportOutput
{
    private const string JsonFile = "report.json";
    private const string MarkdownFile = "summary.md";
    private const string RequestFile = "labels-request.csv";

    private readonly Terminal _terminal;
    private readonly bool _isJson;
    private readonly string _folder;
    private readonly ReportRenderer _renderer;

    public ReportOutput(GateConfiguration configuration, string? folder, Terminal terminal, bool isJson)
    {
        _terminal = terminal;
        _isJson = isJson;
        _folder = Path.GetFullPath(folder ?? Path.Combine(configuration.Folder, "modelci-report"));
        _renderer = new ReportRenderer(configuration.Templates is null ? null : Path.Combine(configuration.Folder, configuration.Templates));
    }

    /// <summary>Removes the files of an earlier run, so that a report that is there belongs to this run.</summary>
    public void Discard()
    {
        if (!Directory.Exists(_folder)) return;
        try
        {
            foreach (var name in (string[])[JsonFile, MarkdownFile, RequestFile]) File.Delete(Path.Combine(_folder, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1021", $"the report of an earlier run cannot be removed: {exception.Message}", _folder, "remove it, or name another folder with --report DIR");
        }
    }

    /// <summary>Sets up the rendering while the models run.</summary>
    public void Prepare()
    {
        ReportFormat.Prepare();
        _renderer.Prepare(_terminal.ResultColours);
    }

    /// <summary>Writes the files, prints the report, and returns its exit code.</summary>
    public int Publish(TestOutcome outcome)
    {
        var report = outcome.Report;
        var json = ReportFormat.ToJson(report);
        // Rendered before anything is written: a broken template of the user's leaves no half of a report.
        var text = _isJson ? json : _renderer.ToText(report, _terminal.ResultColours);
        var markdown = _renderer.ToMarkdown(report);
        try
        {
            Directory.CreateDirectory(_folder);
            // The folder keeps itself out of the user's commits.
            Write(".gitignore", "*\n");
            Write(JsonFile, json);
            Write(MarkdownFile, markdown);
            if (outcome.Request is { } request) Write(RequestFile, request);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelCIException(
                "MCI1021", $"the report cannot be written: {exception.Message}", _folder,
                "name a folder with --report DIR; the result is recorded, running again repeats it at no cost");
        }
        _terminal.Result(text, isPainted: !_isJson && _terminal.ResultColours);
        _terminal.Note($"report files: {Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder)}");
        return report.ExitCode;
    }

    private void Write(string name, string text) => WholeFile.Write(Path.Combine(_folder, name), text);
}
