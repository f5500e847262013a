using System.CommandLine;
using System.Text;
using ModelCI.Cli.Terminals;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;
using ModelCI.Reporting;

namespace ModelCI.Cli.Reporting;

/// <summary><c>modelci report</c>: renders a report again.</summary>
internal static class ReportCommand
{
    private const int LargestSize = 4 << 20;

    public static Command Create()
    {
        var common = new CommonOptions(ReportForm.Names);
        var file = new Argument<string>("FILE") { Description = "A report.json" };
        var output = new Option<string?>("--output") { Description = "Write there in place of standard output", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Replace a file that exists" };
        var templates = new Option<string?>("--templates") { Description = "Folder with templates that replace the built-in ones", HelpName = "DIR" };
        var command = new Command("report", "Render a report.json again, in any form. It reads nothing else, and exits with 0 whatever the verdict was") { file, output, force, templates };
        common.AddTo(command, readsConfiguration: false);
        command.SetAction((parse, cancellation) =>
        {
            var terminal = common.Terminal(parse);
            return CommandLine.GuardAsync(terminal, () => Task.Run(
                () =>
                {
                    if (parse.GetValue(force) && parse.GetValue(output) is null)
                        throw new ModelCIException("MCI1010", "--force replaces a file, which only --output names", "--force", "leave --force out, or add --output FILE");
                    var renderer = new ReportRenderer(Folder(parse.GetValue(templates)));
                    var report = ReportFormat.Parse(Load(parse.GetValue(file)!), parse.GetValue(file)!);
                    Write(parse.GetValue(output), parse.GetValue(force), common.FormOf(parse), renderer, report, terminal);
                    return ExitCodes.Success;
                },
                cancellation));
        });
        return command;
    }

    private static void Write(string? output, bool overwrite, string form, ReportRenderer renderer, GateReport report, Terminal terminal)
    {
        if (output is not null)
        {
            var text = ReportForm.Render(form, renderer, report);
            NewFile.Write(output, overwrite, path => File.WriteAllText(path, text));
        }
        else if (form == ReportForm.Text)
        {
            terminal.Result(renderer.ToText(report, terminal.ResultColours), isPainted: terminal.ResultColours);
        }
        else
        {
            terminal.Result(ReportForm.Render(form, renderer, report));
        }
    }

    private static string? Folder(string? templates) => templates is null || Directory.Exists(templates)
        ? templates is null ? null : Path.GetFullPath(templates)
        : throw new ModelCIException("MCI1020", "there is no such folder of templates", templates, "name a folder with --templates DIR, or leave it out");

    private static string Load(string file)
    {
        try
        {
            if (Directory.Exists(file)) throw Problem("this is a folder, not a file");
            if (!File.Exists(file)) throw Problem("there is no such file");
            using var stream = File.OpenRead(file);
            var bytes = new byte[LargestSize + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > LargestSize ? throw Problem("it is larger than any report") : new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Problem("it is not UTF-8 text");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem($"it cannot be read: {exception.Message}");
        }

        ModelCIException Problem(string why) => new("MCI1040", $"this is no report of ModelCI: {why}", file, "give the report.json that `modelci test` wrote");
    }
}
