using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Where the result goes and how it looks.</summary>
internal sealed class OutputTests() : WorkspaceTests(() => Workspace.Digits())
{
    [Test]
    public void Version_IsOneLine()
    {
        var outcome = Workspace.Run("--version");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Does.Match(@"^\d+\.\d+\.\d+\S*\n$"));
    }

    [Test]
    public void Json_OnStandardOutput_IsTheReportFile()
    {
        var outcome = Workspace.Run("test", "--format", "json");
        Exits(outcome, 0);
        Assert.That((outcome.Out, outcome.Error), Is.EqualTo((Workspace.Read("modelci-report/report.json"), "report files: modelci-report\n")));
    }

    [Test]
    public void ReportOfAnEarlierRun_DoesNotOutliveAMistake()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Configure("models/better.onnx", "models/none.onnx");
        Exits(Workspace.Run("test"), 2);
        Assert.That(Directory.GetFiles(Workspace.PathOf("modelci-report")).Select(Path.GetFileName), Is.EqualTo(new[] { ".gitignore" }));
    }

    [Test]
    public void ReportThatCannotBeReplaced_IsNamed_BeforeAnythingIsSpent()
    {
        Directory.CreateDirectory(Workspace.PathOf("modelci-report/report.json"));
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("[MCI1021]").And.Contain("--report DIR"));
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    public void FullDisk_IsAProblem_AndTheResultStands()
    {
        if (!File.Exists("/dev/full")) Assert.Ignore("this system has no /dev/full");
        using var child = Child.Start("/bin/sh", Workspace.Folder, Workspace.Environment, "-c", $"'{Checkout.Executable}' test > /dev/full");
        var outcome = child.Wait();
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI1022]: standard output cannot be written: ").And.Not.Contain("   at "));
        Exits(Workspace.Run("test"), 0);
        Assert.That((bool)Workspace.Report()["replayed"]!, Is.True);
    }

    [Test]
    public void Redirected_HasNoEscapes()
    {
        // Whatever a CI says about colours: a file gets none.
        Workspace.Environment["TERM"] = "xterm-256color";
        var passed = Workspace.Run("test");
        var wrong = Workspace.Run("test", "--config", "missing.yml");
        Assert.That(passed.Out + passed.Error + wrong.Error, Does.Not.Contain('\u001b'));
    }

    [Test]
    public void NoColourAndQuiet_ChangeNoResult()
    {
        var first = Workspace.Run("test");
        var plain = Workspace.Run("test", "--quiet", "--no-color");
        Assert.That(plain.Error, Is.Empty);
        // The second run says that it repeats an answer, and nothing else is new.
        var added = plain.Out.Split('\n').Except(first.Out.Split('\n'));
        Assert.That(added, Is.EqualTo(new[] { "  Asked before: this is the recorded answer, repeated at no cost." }));
    }

    [Test]
    public void Quiet_StillNamesAProblem()
    {
        var outcome = Workspace.Run("test", "--quiet", "--config", "missing.yml");
        Assert.That((outcome.ExitCode, outcome.Error), Is.EqualTo((2, outcome.Error)));
        Assert.That(outcome.Error, Does.StartWith("error[MCI1001]: missing.yml: "));
    }

    [Test]
    public void OnATerminal_TheResultIsPainted_UnlessUnwanted()
    {
        if (!File.Exists("/usr/bin/script")) Assert.Ignore("the program 'script', which makes a terminal, is not installed");
        string Typed(string command)
        {
            using var child = Child.Start("/usr/bin/script", Workspace.Folder, Workspace.Environment, "-qec", command, "/dev/null");
            return child.Wait().Out;
        }
        var painted = Typed($"{Checkout.Executable} test");
        var plain = Typed($"{Checkout.Executable} test --no-color");
        var byVariable = Typed($"NO_COLOR=1 {Checkout.Executable} test");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(painted, Does.Match(@"\u001b\[[0-9;]*mPASS\u001b\[0m"));
            Assert.That(plain, Does.Not.Match(@"\u001b\[[0-9;]*m"));
            Assert.That(byVariable, Does.Not.Match(@"\u001b\[[0-9;]*m"));
        }
    }

    [Test]
    public void FromAnotherFolder_PathsStartAtTheConfiguration()
    {
        var outcome = Workspace.RunIn(Workspace.Outside, "test", "--no-cache", "--config", Workspace.PathOf("modelci.yml"));
        Exits(outcome, 0);
        Assert.That(File.Exists(Workspace.PathOf("modelci-report/report.json")), Is.True);
        Assert.That(Directory.EnumerateFileSystemEntries(Workspace.Outside), Is.Empty);
    }

    [Test]
    public void FromAFolderBelow_TheConfigurationIsFound()
    {
        Exits(Workspace.RunIn(Workspace.PathOf("holdout"), "test"), 0);
        Assert.That(Workspace.Entries(), Is.EqualTo(2));
    }

    [Test]
    public void ReportFolder_KeepsItselfOutOfGit_AndCanBeNamed()
    {
        Workspace.Commit("example");
        Exits(Workspace.Run("test"), 0);
        Exits(Workspace.Run("test", "--report", "out/of/it"), 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.Git("status", "--porcelain"), Is.Empty);
            Assert.That(Directory.GetFiles(Workspace.PathOf("out/of/it")).Select(Path.GetFileName), Is.EquivalentTo(new[] { ".gitignore", "report.html", "report.json", "summary.md" }));
        }
    }

    [Test]
    public void HomeAndTemporaryFolder_AreLeftEmpty()
    {
        // ONNX Runtime would keep a device id and a data base of what it reports to its maker.
        Workspace.Commit("example");
        Workspace.Configure("baseline: models/baseline.onnx ", "baseline: \"git:HEAD:models/baseline.onnx\" ");
        Exits(Workspace.Run("test", "--no-cache"), 0);
        Assert.That(FilesIn(Workspace.Temporary).Concat(FilesIn(Workspace.Outside)), Is.Empty);

        static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories);
    }

    [Test]
    public void AFailedRun_LeavesNoReportOfAnEarlierOne()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Write("holdout/labels.csv", "id,label\n");
        Exits(Workspace.Run("test"), 2);
        Assert.That(Directory.GetFiles(Workspace.PathOf("modelci-report"), "*.*").Select(Path.GetFileName), Is.EqualTo(new[] { ".gitignore" }));
    }
}
