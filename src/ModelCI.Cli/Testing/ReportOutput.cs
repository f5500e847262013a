using ModelCI.Cli.Terminals;
using ModelCI.Core.Configuration;
using ModelCI.Core.Reports;
using ModelCI.Reporting;
using ModelCI.Reporting.JUnit;
using ModelCI.Reporting.Publishing;

namespace ModelCI.Cli.Testing;

/// <summary>The report's renderings: its files and the text on standard output.</summary>
/// <param name="maintainers">Where the maintainers' edition goes; null where nobody asked for it.</param>
internal sealed class ReportOutput(GateConfiguration configuration, ReportFiles files, MaintainerFile? maintainers, Terminal terminal, bool isJson)
{
    private readonly ReportRenderer _renderer = new(configuration.Templates is null ? null : Path.Combine(configuration.RulesFolder, configuration.Templates));

    /// <summary>Removes the files of an earlier run, so that a report that is there belongs to this run.</summary>
    public void Discard() => files.Discard(configuration.Folder);

    /// <summary>Sets up the rendering while the models run.</summary>
    public void Prepare()
    {
        ReportFormat.Prepare();
        _renderer.Prepare(terminal.ResultColours, files.Publishes);
    }

    /// <summary>Writes what to publish before a run, and if it does not end as it should.</summary>
    public int Announce()
    {
        Discard();
        files.Write(configuration.Folder, [(ReportFiles.Announcement, new Publisher(_renderer, files.Places(configuration)).Announce().ToJson())]);
        return ExitCodes.Success;
    }

    /// <summary>Writes the files, prints the report, and returns its exit code.</summary>
    public int Publish(TestOutcome outcome)
    {
        var report = outcome.Report;
        var json = ReportFormat.ToJson(report);
        // Rendered before anything is written: a broken template of the user's leaves no half of a report.
        var text = isJson ? json : _renderer.ToText(report, terminal.ResultColours);
        var page = _renderer.ToHtml(report, outcome.History);
        var complete = outcome.Maintainers is { } edition ? _renderer.ToHtml(edition.Report, edition.History) : null;
        var publisher = new Publisher(_renderer, files.Places(configuration));
        var publication = files.Publishes ? publisher.Of(report).ToJson() : null;
        var xml = files.HasJUnit ? JUnitXml.Of(report, publisher.Title(report), _renderer.ToText(report, colours: false)) : null;
        var folder = files.Write(configuration.Folder,
        [
            (ReportFiles.Json, json),
            (ReportFiles.Summary, publisher.Summary(report)),
            (ReportFiles.Html, page),
            .. outcome.Request is { } request ? [(ReportFiles.Request, request)] : Array.Empty<(string, string)>(),
            // Last: who finds it finds the others.
            .. publication is not null ? [(ReportFiles.Publication, publication)] : Array.Empty<(string, string)>(),
        ]);
        if (xml is not null) files.WriteJUnit(xml);
        terminal.Result(text, isPainted: !isJson && terminal.ResultColours);
        terminal.Note($"report files: {Path.GetRelativePath(Directory.GetCurrentDirectory(), folder)}");
        if (complete is not null) maintainers!.Write(complete, terminal);
        return report.ExitCode;
    }
}
