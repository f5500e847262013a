using System.Text;
using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>
/// Names that are legal and mean harm: as classes, ids, columns and paths. The run is the same as with other names, and whatever is printed or
/// written shows them and obeys none.
/// </summary>
internal sealed class HostileNameTests() : BadInputTests(Pairs.Create)
{
    private const string Html = "<script>alert(1)</script><img src=x onerror=y>";
    private const string Markdown = "](javascript:x) **b** `c` | @everyone #1 <!--";
    private const string Terminal = "\u001b[31mred\u001b]0;x\u0007\u009b2J";
    private const string Command = "\n::error file=x::boo\n  ::stop-commands::y";
    private const string OldCommand = "##[add-mask]a##[set-output name=verdict;]pass";
    private const string Direction = "\u202eevil\u2066\u200b\u2028x\uFEFF";

    private static readonly string[] Names = [Html, Markdown, Terminal, Command, OldCommand, Direction];

    [Test]
    public void Classes_AreShownNotObeyed([ValueSource(nameof(Names))] string name)
    {
        Rename("0", name);
        foreach (var command in (string[][])[["test"], ["test", "--format", "json"], ["ledger", "show"], ["holdout", "check"], ["holdout", "check", "--format", "json"]])
        {
            var outcome = Run(command);
            Exits(outcome, 0);
            IsPlain(outcome);
            if (command is ["test", _, "json"]) Assert.That((string?)JsonNode.Parse(outcome.Out)!["verdict"], Is.EqualTo("pass"));
        }
        IsPlain(Run("holdout", "check", "--infer"));
    }

    [Test]
    public void DeclaredClasses_AreShownOrRefused([ValueSource(nameof(Names))] string name)
    {
        Rename("0", name);
        Declare(name, "1");
        var outcome = Run("test");
        IsPlain(outcome);
        if (outcome.ExitCode != 0) IsRefusal(outcome, ["MCI1006"], "holdout.classes[0] is '", "without control characters");
        else Assert.That(name, Is.AnyOf(Html, Markdown, OldCommand, Direction));
        Workspace.Configure($"{Yaml(name)}, \"1\"", "\"1\", \"2\"");
        outcome = Run("test");
        IsRefusal(outcome, ["MCI3051"], "labels outside the classes ('1', '2'): '", "of item 'p000'");
    }

    [Test]
    public void ClassInACondition_IsShownNotObeyed([ValueSource(nameof(Names))] string name)
    {
        Rename("0", name);
        var isDeclared = name is Html or Markdown or OldCommand;
        if (isDeclared) Declare(name, "1");
        Workspace.Configure("\"n - o > -0.5 +/- 0.2\"", Yaml($"recall(n, '{name}') > 0.4 +/- 0.1"));
        foreach (var command in (string[][])[["test"], ["test", "--format", "json"], ["ledger", "show"], ["plan"]])
        {
            var outcome = Run(command);
            IsPlain(outcome);
            if (isDeclared) Exits(outcome, 0);
        }
        if (isDeclared) Assert.That((string?)Workspace.Report()["verdict"], Is.EqualTo("pass"));
    }

    [Test]
    public void PredictedLabelOutsideTheClasses_IsShownNotObeyed([ValueSource(nameof(Names))] string name)
    {
        Workspace.Use(Pairs.Candidate, "text_and_number");
        Workspace.Write(Pairs.ItemFile, Workspace.Read(Pairs.ItemFile).Replace("x1\n", "x1,text\n", StringComparison.Ordinal).Replace(",0\n", ",0,\"" + Csv(name) + "\"\n", StringComparison.Ordinal).Replace(",1\n", ",1,1\n", StringComparison.Ordinal));
        Workspace.Configure($"candidate: {Pairs.Candidate}\n", $"candidate: {{ model: {Pairs.Candidate}, inputs: {{ text: {{ from: text }}, x: {{ from: x0, shape: [1] }} }}, output: label }}\n");
        Refuses(["MCI2007"], "candidate", "the output 'label' says '", "none of the classes '0', '1'");
    }

    [Test]
    public void Ids_AreShownNotObeyed([ValueSource(nameof(Names))] string name)
    {
        var old = Workspace.Read(Pairs.LabelFile);
        foreach (var file in (string[])[Pairs.ItemFile, Pairs.LabelFile])
            Workspace.Write(file, Workspace.Read(file).Replace("p003,", $"\"{Csv(name)}\",", StringComparison.Ordinal));
        var outcome = Run("test");
        Exits(outcome, 0);
        IsPlain(outcome);
        // The pinned item is gone, and the message says which one.
        foreach (var file in (string[])[Pairs.ItemFile, Pairs.LabelFile])
            Workspace.Write(file, Workspace.Read(file).Replace($"\"{Csv(name)}\",", $"\"{Csv(name)}2\",", StringComparison.Ordinal));
        outcome = Run("test");
        IsRefusal(outcome, ["MCI4004"]);
        Workspace.Write(Pairs.LabelFile, old);
        IsRefusal(Run("test"), ["MCI3050"]);
        IsPlain(Run("holdout", "check"));
    }

    [Test]
    public void Columns_AreShownNotObeyed([ValueSource(nameof(Names))] string name)
    {
        Workspace.Write(Pairs.ItemFile, Workspace.Read(Pairs.ItemFile).Replace("id,x0,x1\n", $"id,x0,\"{Csv(name)}\"\n", StringComparison.Ordinal));
        IsRefusal(Run("test"), ["MCI2003", "MCI2003"], "'x1'");
        IsPlain(Run("holdout", "check"));
        Workspace.Configure("from: [x0, x1]", $"from: [x0, {Yaml(name)}]");
        var outcome = Run("test");
        IsPlain(outcome);
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 2), outcome.ToString());
        IsPlain(Run("holdout", "check", "--infer"));
        Workspace.Configure("holdout:\n", "holdout:\n  slices:\n    s: \"nosuch = 1\"\n");
        IsPlain(Run("test"));
    }

    [Test]
    public void Paths_AreShownNotObeyed([ValueSource(nameof(Names))] string name)
    {
        var file = $"::error file=x::{name.Replace('/', '_')}.onnx";
        File.Move(Workspace.PathOf(Pairs.Candidate), Workspace.PathOf(file));
        Workspace.Configure($"candidate: {Pairs.Candidate}\n", $"candidate: {Yaml(file)}\n");
        var outcome = Run("test");
        IsPlain(outcome);
        Assert.That(outcome.ExitCode, Is.AnyOf(0, 2), outcome.ToString());
        File.Delete(Workspace.PathOf(file));
        outcome = Run("test");
        Exits(outcome, 2);
        IsPlain(outcome);
    }

    private void Rename(string label, string name) =>
        Workspace.Write(Pairs.LabelFile, Workspace.Read(Pairs.LabelFile).Replace($",{label}\n", $",\"{Csv(name)}\"\n", StringComparison.Ordinal));

    private void Declare(params string[] classes) =>
        Workspace.Configure($"  labels: {Pairs.LabelFile}\n", $"  labels: {Pairs.LabelFile}\n  classes: [{string.Join(", ", classes.Select(Yaml))}]\n");

    /// <summary>Both streams and all files of the report.</summary>
    private void IsPlain(Outcome outcome)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.ExitCode, Is.Not.EqualTo(70), outcome.ToString());
            Plain.Check(outcome.Out, "stdout");
            Plain.Check(outcome.Error, "stderr");
            var summary = Workspace.PathOf("modelci-report/summary.md");
            if (!File.Exists(summary)) return;
            var text = File.ReadAllText(summary);
            Plain.Check(text, "summary.md");
            Assert.That(text, Does.Not.Contain("<script").And.Not.Contain("<img").And.Not.Contain("<!--").And.Not.Contain("@everyone"), "summary.md");
            // JSON escapes control characters; the file is no log.
            Assert.That(Workspace.Read("modelci-report/report.json").Where(symbol => char.IsControl(symbol) && symbol != '\n'), Is.Empty, "report.json");
        }
    }

    private static string Csv(string text) => text.Replace("\"", "\"\"", StringComparison.Ordinal);

    private static string Yaml(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var symbol in text) quoted.Append(symbol is '"' or '\\' ? $"\\{symbol}" : symbol is < ' ' or > '~' ? $"\\u{(int)symbol:x4}" : symbol.ToString());
        return quoted.Append('"').ToString();
    }
}
