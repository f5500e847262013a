using System.Xml.Linq;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary><c>modelci report</c>, and the JUnit XML of <c>modelci test</c>.</summary>
internal sealed class ReportCommandTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Json = "modelci-report/report.json";

    [Test]
    public void EveryForm_SaysWhatTheRunSaid()
    {
        var run = Workspace.Run("test", "--junit", "junit.xml");
        Exits(run, 0);
        Workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Workspace.Run("report", Json).Out, Is.EqualTo(run.Out));
            Assert.That(Workspace.Run("report", Json, "--format", "markdown").Out, Is.EqualTo(Workspace.Read("modelci-report/summary.md")));
            var page = Workspace.Run("report", Json, "--format", "html").Out;
            Assert.That(page, Does.StartWith("<!doctype html>").And.EndWith("</html>\n").And.Contain("<title>Pass: n - o &gt; 0 +/- 0.02").And.Not.Contain("History of this test set"));
            Assert.That(Workspace.Read("modelci-report/report.html"), Does.Contain("History of this test set"));
            Assert.That(Workspace.Run("report", Json, "--format", "junit").Out, Is.EqualTo(Workspace.Read("junit.xml")));
            Assert.That(XDocument.Parse(Workspace.Read("junit.xml")).Descendants("testcase").Single().Attribute("name")!.Value, Is.EqualTo("clause 1: n - o > 0 +/- 0.02"));
        }
    }

    [Test]
    public void Verdict_IsNotTheExitCodeOfReport_AndIsRedInJUnit()
    {
        Exits(Workspace.Run("test", "--config", "worse.yml", "--junit", "out.xml"), 1);
        Assert.That(XDocument.Parse(Workspace.Read("out.xml")).Descendants("failure"), Is.Not.Empty);
        Exits(Workspace.Run("report", Json), 0);
    }

    [Test]
    public void RunThatCannotBeMeasured_IsAnErrorInJUnit_AndAnEarlierOneIsGone()
    {
        Exits(Workspace.Run("test", "--junit", "out.xml"), 0);
        File.Delete(Workspace.PathOf("models/better.onnx"));
        IsProblem(Workspace.Run("test", "--junit", "out.xml"), "MCI2001");
        Assert.That(XDocument.Parse(Workspace.Read("out.xml")).Descendants("error").Single().Value, Does.StartWith("MCI2001"));
        IsProblem(Workspace.Run("test", "--junit", "absent/out.xml", "--config", "worse.yml"), "MCI1021", "absent/out.xml: the JUnit XML cannot be written: its folder is not there");
        Assert.That(Workspace.Entries(), Is.EqualTo(2), "nothing was decided");
    }

    [Test]
    public void Output_IsWrittenWhole_AndReplacesNothingUnasked()
    {
        Exits(Workspace.Run("test"), 0);
        Exits(Workspace.Run("report", Json, "--format", "markdown", "--output", "out.md"), 0);
        Assert.That(Workspace.Read("out.md"), Is.EqualTo(Workspace.Read("modelci-report/summary.md")));
        IsProblem(Workspace.Run("report", Json, "--output", "out.md"), "MCI1025", "--force");
        Exits(Workspace.Run("report", Json, "--output", "out.md", "--force"), 0);
        Assert.That(Workspace.Read("out.md"), Does.StartWith("PASS"));
        IsProblem(Workspace.Run("report", Json, "--force"), "MCI1010");
    }

    [Test]
    public void OwnTemplates_AreUsed()
    {
        Exits(Workspace.Run("test"), 0);
        Workspace.Write("mine/console.txt.hbs", "mine: {{verdict}}");
        Assert.That(Workspace.Run("report", Json, "--templates", "mine").Out, Is.EqualTo("mine: pass"));
        IsProblem(Workspace.Run("report", Json, "--templates", "absent"), "MCI1020", "absent");
        Workspace.Write("mine/console.txt.hbs", "{{verdikt}}");
        IsProblem(Workspace.Run("report", Json, "--templates", "mine"), "MCI1020", "verdikt");
    }

    [Test]
    public void OtherFiles_AreRefused()
    {
        Exits(Workspace.Run("test"), 0);
        var report = Workspace.Report();
        report["schema"] = "modelci.report/2";
        Workspace.Write("newer.json", report.ToJsonString());
        report["schema"] = "modelci.report/1";
        report["exitCode"] = 1;
        Workspace.Write("forged.json", report.ToJsonString());
        File.WriteAllBytes(Workspace.PathOf("bytes.json"), [0xFF, 0xFE, 0]);
        Workspace.Write("large.json", new string(' ', 5 << 20));
        IsProblem(Workspace.Run("report", "newer.json"), "MCI1041", "upgrade ModelCI");
        foreach (var file in (string[])["forged.json", "bytes.json", "large.json", "absent.json", "holdout", "modelci.yml", "models/better.onnx"])
            IsProblem(Workspace.Run("report", file), "MCI1040", file);
        IsProblem(Workspace.Run("report"), "MCI1000");
        IsProblem(Workspace.Run("report", Json, "--format", "pdf"), "MCI1000", "pdf");
    }

    [Test]
    public void FeedbackVerdict_JUnitHasNoNumberOfTheTestSet()
    {
        Workspace.Configure("feedback: estimates ", "feedback: verdict ");
        Exits(Workspace.Run("test", "--junit", "one.xml"), 0);
        var cases = XDocument.Parse(Workspace.Read("one.xml")).Descendants("testcase").ToArray();
        Assert.That(cases, Has.Length.EqualTo(1));
        Assert.That(cases[0].Attribute("name")!.Value, Is.EqualTo("n - o > 0 +/- 0.02"));
    }
}
