using System.Globalization;
using System.Text;
using ModelCI.Cli.Configuration.Editing;
using ModelCI.Cli.Configuration.Yaml;
using ModelCI.Core.Problems;

namespace ModelCI.Cli.Starting;

/// <summary>A commented modelci.yml.</summary>
internal static class ConfigurationText
{
    /// <summary>Where editors find what the file may say.</summary>
    public const string Schema = "https://raw.githubusercontent.com/modelci/modelci/main/src/ModelCI.Cli/modelci.schema.json";

    private const int CommentColumn = 46;
    private const int Width = 110;

    public static string Of(GateDraft draft)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# yaml-language-server: $schema={Schema}\n");
        Line("# A gate of ModelCI. Paths are relative to this file; `modelci plan` tells what it costs, `modelci test` runs it.");
        Line("version: 1", "version of this file's format");
        if (draft.IsOutputOfCandidate) Line($"candidate: {{ model: {Scalar(draft.Candidate)}, output: {Output()} }}", "the new model, and its output that decides");
        else Line($"candidate: {Scalar(draft.Candidate)}", "the new model");
        if (draft.BaselineInputs is { } inputs)
        {
            Line("baseline:", "the model it must beat, whose inputs have other names");
            Line($"  model: {Scalar(draft.Baseline)}");
            Line(inputs.Count == 0 ? "  inputs: {}" : "  inputs:");
            Inputs(inputs, "    ");
        }
        else
        {
            Line($"baseline: {Scalar(draft.Baseline)}", draft.Baseline switch
            {
                "base" => "the same path at the pull request's base commit; or a path, git:<rev>:<path>, none",
                "none" => "the first model: there is none to compare with; later write base",
                _ => "the model it must beat; base means the candidate's path at the base commit",
            });
        }
        Line("");
        Line("holdout:");
        Line($"  name: {Scalar(draft.Name)}", "the test set's name: every gate on it shares one account");
        Items();
        if (draft.Id is not null) Line($"  id: {Scalar(draft.Id)}", draft.Id == "labels" ? "the labels file names the items, a row per item in the arrays' order" : "the column that names the items");
        if (draft.Labels is not null) Line($"  labels: {Scalar(draft.Labels)}", "the answers: id,label; rows may be missing as long as nobody needs them");
        else Line($"  labels: {{ column: {Scalar(draft.LabelColumn!)} }}", "the column with the answers, which no input sees");
        if (draft.Exclude.Count > 0) Line($"  exclude: [{List(draft.Exclude)}]", "columns that no input may see");
        if (draft.Inputs.Count > 0) Line("  inputs:", "model input: what feeds it");
        Inputs(draft.Inputs, "    ");
        if (draft is { Output: not null, IsOutputOfCandidate: false }) Line($"  output: {Output()}", draft.Threshold is null ? "the output that decides" : "the second class from this probability on");
        if (draft.Loss is { } loss) Line($"  loss: {{ kind: {loss.Kind}, range: [{loss.Range}] }}", "what loss(n) and loss(o) measure; every loss is clipped to the range");
        else if (draft.Classes is not null) Folded("  classes: [", [.. draft.Classes.Select(Class)], "in the order of the models' scores");
        Line("");
        foreach (var note in draft.Notes) Line("# " + note);
        Line("gate:");
        Line($"  condition: {Quoted(draft.ReadableCondition)}", "n, o: accuracy of new and old; d: share of answers that differ");
        Line($"  reliability: {draft.Reliability}", draft.Mode == "fp-free" ? "so sure it is that no model which falls short passes, in all runs together" : "so sure it is that no model which is good enough fails, in all runs together");
        Line($"  mode: {draft.Mode}", draft.Mode == "fp-free" ? "when in doubt, fail; fn-free: when in doubt, pass" : "when in doubt, pass; fp-free: when in doubt, fail");
        Line($"  adaptivity: {draft.Adaptivity}", "full: results may steer what is tried next; first-change; none (needs keys)");
        Line($"  steps: {draft.Steps}", "evaluations that this test set is meant for; none for open-ended");
        Line($"  feedback: {draft.Feedback}", "verdict: pass or fail only; reason and estimates tell more and cost more");
        Line("");
        Budget();
        if (draft.Remote is null) Line("# ledger: { remote: origin }", "where the account lives; left out: origin where there is one");
        else Line($"ledger: {{ remote: {Scalar(draft.Remote)} }}", draft.Remote == "none" ? "the account stays in this clone" : "where the account lives");
        return text.ToString();

        void Line(string content, string? comment = null)
        {
            text.Append(comment is null ? content : $"{content.PadRight(CommentColumn)}  # {comment}").Append('\n');
        }

        string Output() => draft.Threshold is null ? Scalar(draft.Output!) : $"{{ name: {Scalar(draft.Output!)}, threshold: {draft.Threshold} }}";

        void Items()
        {
            if (draft.Items is [(null, var file)])
            {
                Line($"  items: {Scalar(file)}", "one row per item, without the answers");
                return;
            }
            Line("  items:", "arrays by name, one row per item");
            foreach (var (name, array) in draft.Items) Line($"    {Scalar(name!)}: {Scalar(array)}");
        }

        void Inputs(IReadOnlyList<InputEntry> entries, string indent)
        {
            foreach (var entry in entries)
            {
                if (entry.From.Count > 1)
                {
                    Line($"{indent}{Scalar(entry.Input)}:");
                    Folded($"{indent}  from: [", [.. entry.From.Select(Scalar)], null);
                    if (entry.Scale is not null) Line($"{indent}  scale: {entry.Scale}", "factor on the values");
                    if (entry.Shape is not null) Line($"{indent}  shape: [{string.Join(", ", entry.Shape)}]");
                    continue;
                }
                string[] parts =
                [
                    $"from: {Scalar(entry.From[0])}", .. entry.Scale is null ? (string[])[] : [$"scale: {entry.Scale}"],
                    .. entry.Shape is null ? (string[])[] : [$"shape: [{string.Join(", ", entry.Shape)}]"],
                ];
                Line($"{indent}{Scalar(entry.Input)}: {{ {string.Join(", ", parts)} }}", entry.Scale is null ? null : "scale: factor on the values");
            }
        }

        void Budget()
        {
            var (all, run) = (draft.Budget, draft.LabelsPerRun);
            if (all is null && run is null) Line("# budget: { labels: 5000, labels-per-run: 1000 }", "answers that may be used in all and in one run");
            else Line($"budget: {{ {string.Join(", ", new[] { all is null ? null : $"labels: {all}", run is null ? null : $"labels-per-run: {run}" }.OfType<string>())} }}", "answers that may be used in all and in one run");
        }

        void Folded(string head, string[] words, string? comment)
        {
            var oneLine = $"{head}{string.Join(", ", words)}]";
            if (oneLine.Length <= Width - (comment?.Length ?? 0))
            {
                Line(oneLine, comment);
                return;
            }
            Line(head, comment);
            var indent = new string(' ', head.Length - head.TrimStart().Length + 2);
            var line = new StringBuilder(indent);
            for (var word = 0; word < words.Length; word++)
            {
                var next = words[word] + (word < words.Length - 1 ? "," : "");
                if (line.Length + 1 + next.Length > Width)
                {
                    Line(line.ToString().TrimEnd());
                    line.Clear().Append(indent);
                }
                line.Append(next).Append(' ');
            }
            Line(line.ToString().TrimEnd());
            Line(indent[2..] + "]");
        }
    }

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(Scalar));

    /// <summary>Numbers stay bare; everything else is quoted: yes, no and null are classes here and something else elsewhere.</summary>
    private static string Class(string name) => name.Length > 0 && name.All(char.IsAsciiDigit) ? name : Quote(name, ScalarQuoting.Single);

    private static string Quoted(string text) => Quote(text, ScalarQuoting.Double);

    private static string Scalar(string text) => Quote(text, text is "true" or "false" or "null" or "yes" or "no" or "on" or "off" ? ScalarQuoting.Single : ScalarQuoting.Plain);

    private static string Quote(string text, ScalarQuoting quoting) => ScalarText.Of(text, quoting)
        ?? throw new ModelCIException("MCI1048", "a name holds a control character, which no line of modelci.yml can have", text, "rename the file, column or class");
}
