using System.Text;
using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Labelling;

/// <summary><c>labels import</c> into a plain file.</summary>
internal sealed class ImportTests() : WorkspaceTests(() => Labellers.Unlabelled(isSealed: false))
{
    private const string Labels = "holdout/labels.csv";

    [Test]
    public void Mistakes_AreToldTogether_AndNothingIsWritten()
    {
        Workspace.Answer(("digit-0003", "4"));
        Exits(Workspace.Run("labels", "import", Labellers.Answers), 0);
        var before = Workspace.Read(Labels);
        Workspace.Answer(("digit-0001", "6"), ("digit-9999", "1"), ("", "1"), ("digit-0002", "7"), ("digit-0002", "7"), ("digit-0004", "unsur"), ("digit-0003", "5"));
        BadInput.BadInputTests.IsRefusal(
            Workspace.Run("labels", "import", Labellers.Answers), ["MCI3040", "MCI3080", "MCI3081", "MCI3082", "MCI3083"],
            "'digit-9999'", "'digit-0002'", "'unsur' of item 'digit-0004'", "did you mean 'unsure'?", "'digit-0003'", $": {Labellers.Answers}: ");
        Assert.That(Workspace.Read(Labels), Is.EqualTo(before));
    }

    [TestCase("", "MCI3010", "the file is empty")]
    [TestCase("id,label\n", "MCI3019", "no rows")]
    [TestCase("id,answer\ndigit-0001,6\n", "MCI3030", "'label' is not among the columns")]
    [TestCase("id;label\ndigit-0001;6\n", "MCI3015", "commas")]
    [TestCase("id,label\ndigit-0001,6,7\n", "MCI3016", "answers.csv:2")]
    [TestCase("id,label\ndigit-0001,6.0\n", "MCI3082", "'6.0' of item 'digit-0001'")]
    [TestCase("id,label\ndigit-001,6\n", "MCI3080", "did you mean 'digit-0001'?")]
    public void AnswersThatAreNone(string answers, string code, string words)
    {
        Workspace.Write(Labellers.Answers, answers);
        var before = Workspace.Read(Labels);
        IsProblem(Workspace.Run("labels", "import", Labellers.Answers), code, words);
        Assert.That(Workspace.Read(Labels), Is.EqualTo(before));
    }

    [Test]
    public void OtherFiles()
    {
        IsProblem(Workspace.Run("labels", "import", "nowhere.csv"), "MCI3001", "nowhere.csv");
        Workspace.Write("answers.txt", "id,label\n");
        IsProblem(Workspace.Run("labels", "import", "answers.txt"), "MCI3006", "answers.txt");
        IsProblem(Workspace.Run("labels", "import"), "MCI1000", "modelci labels import --help");
    }

    [Test]
    public void Twice_IsOnce_AndEmptyAnswersAreLeftForLater()
    {
        Workspace.Answer(("digit-0001", "6"), ("digit-0002", ""), ("digit-0003", "unsure"));
        var first = Workspace.Run("labels", "import", Labellers.Answers);
        Exits(first, 0);
        Assert.That(first.Out, Is.EqualTo("labels taken into holdout/labels.csv (new: 2, there already: 0, empty: 1)\n"));
        var written = Workspace.Read(Labels);
        Assert.That(written, Does.StartWith("id,label\ndigit-0001,6\ndigit-0002,\ndigit-0003,unsure\ndigit-0004,\n"));
        var again = Workspace.Run("labels", "import", Labellers.Answers, "--format", "json");
        Exits(again, 0);
        var json = JsonNode.Parse(again.Out)!;
        Assert.That(((string?)json["file"], (int)json["taken"]!, (int)json["known"]!, (int)json["empty"]!), Is.EqualTo((Labels, 0, 2, 1)));
        Assert.That(Workspace.Run("labels", "import", Labellers.Answers).Out, Does.StartWith("no label was taken: nothing is new "));
        Assert.That(Workspace.Read(Labels), Is.EqualTo(written));
    }

    [Test]
    public void PlainFile_KeepsColumnsRowsQuotesLineEndsAndRights()
    {
        const string Before = "\uFEFFwho,\"id\",label,note\r\nann,digit-0004,,\"x, y\"\r\n\"\",\"digit-0002\",\"\",\r\nbob,digit-0001,6,\"say \"\"no\"\"\"";
        Workspace.Write(Labels, "");
        File.WriteAllText(Workspace.PathOf(Labels), Before, new UTF8Encoding(false));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Workspace.PathOf(Labels), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Workspace.Answer(("digit-0003", "4"), ("digit-0002", "7"), ("digit-0004", "unsure"), ("digit-0005", "2"));
        Exits(Workspace.Run("labels", "import", Labellers.Answers), 0);
        Assert.That(new UTF8Encoding(false).GetString(File.ReadAllBytes(Workspace.PathOf(Labels))), Is.EqualTo(
            "\uFEFFwho,\"id\",label,note\r\nann,digit-0004,unsure,\"x, y\"\r\n\"\",\"digit-0002\",\"7\",\r\nbob,digit-0001,6,\"say \"\"no\"\"\"\r\n,digit-0003,4,\r\n,digit-0005,2,\r\n"));
        if (!OperatingSystem.IsWindows()) Assert.That(File.GetUnixFileMode(Workspace.PathOf(Labels)), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(Directory.GetFiles(Workspace.PathOf("holdout")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "items.csv", "labels.csv" }), "nothing is left over");
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "symbolic links")]
    public void LinkedFile_StaysALink()
    {
        var real = Path.Combine(Workspace.Outside, "labels.csv");
        File.Move(Workspace.PathOf(Labels), real);
        File.CreateSymbolicLink(Workspace.PathOf(Labels), real);
        Workspace.Answer(("digit-0001", "6"));
        Exits(Workspace.Run("labels", "import", Labellers.Answers), 0);
        Assert.That(File.ReadAllText(real), Does.Contain("digit-0001,6\n"));
        Assert.That(new FileInfo(Workspace.PathOf(Labels)).LinkTarget, Is.EqualTo(real));
    }

    [Test]
    public void LabelColumn_IsNotWrittenTo()
    {
        var truth = Labellers.Truth();
        var lines = Workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n');
        Workspace.Write("holdout/items.csv", string.Concat(lines.Select((line, number) => $"{line},{(number == 0 ? "digit" : truth[line[..line.IndexOf(',')]])}\n")));
        Workspace.Configure("labels: holdout/labels.csv ", "labels: { column: digit } ");
        Workspace.Answer(("digit-0001", "6"));
        IsProblem(Workspace.Run("labels", "import", Labellers.Answers), "MCI3084", "'digit'");
    }

    [Test]
    public void ChangedLabel_ThatTheAccountCommittedTo_IsNamedBeforeAnythingIsWritten()
    {
        Workspace.Answer(("digit-0001", "6"), ("digit-0002", "7"));
        Exits(Workspace.Run("labels", "import", Labellers.Answers), 0);
        Exits(Workspace.Run("test"), 3);
        // Came while it waited, and was committed to when it went on.
        Workspace.Answer(("digit-0003", "4"));
        Exits(Workspace.Run("labels", "import", Labellers.Answers), 0);
        Exits(Workspace.Run("test"), 3);
        Workspace.Edit(Labels, "digit-0003,4\n", "digit-0003,5\n");
        var before = Workspace.Read(Labels);
        Workspace.Answer(("digit-0005", "2"));
        foreach (var arguments in (string[][])[["labels", "import", Labellers.Answers], ["labels", "request"], ["labels", "status"], ["test"]])
            IsProblem(Workspace.Run(arguments), "MCI4009", "'digit-0003'");
        Assert.That(Workspace.Read(Labels), Is.EqualTo(before));
    }
}
