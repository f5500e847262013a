using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Starting;

/// <summary><c>modelci init</c> on a terminal.</summary>
internal sealed class InitQuestionsTests() : WorkspaceTests(() => Workspace.Digits())
{
    [SetUp]
    public void RemoveTheGate()
    {
        File.Delete(Workspace.PathOf("modelci.yml"));
        File.Delete(Workspace.PathOf("worse.yml"));
    }

    [Test]
    public void Answers_ByNumberByTextAndByDefault_MakeTheGate()
    {
        // The candidate by its number, the baseline as text; items and labels as offered; a scale that is none first; the condition as text, with a mistake first.
        var outcome = PseudoTerminal.Run(Workspace, ["2", "models/baseline.onnx", "", "", "big", "0.0625", "n - q > 0 +/- 0.02", "n - o > 0 +/- 0.02"], "init");
        Exits(outcome, 0);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Contain("  2  models/better.onnx").And.Contain("The model under test\r\n").And.Contain("[models/baseline.onnx] > "));
            Assert.That(outcome.Out, Does.Contain("a number other than 0 is needed").And.Contain("unknown variable 'q'"));
            Assert.That(Workspace.Read("modelci.yml"), Does.Contain("candidate: models/better.onnx ").And.Contain("baseline: models/baseline.onnx ").And.Contain("scale: 0.0625").And.Contain("\"n - o > 0 +/- 0.02\""));
        }
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void FlagsAndYes_AskNothing()
    {
        Exits(PseudoTerminal.Run(Workspace, [], "init", "--yes", "--candidate", "models/better.onnx", "--baseline", "models/baseline.onnx", "--scale", "0.0625"), 0);
        var quiet = PseudoTerminal.Run(Workspace, [], "init", "--force", "--quiet");
        Exits(quiet, 2);
        Assert.That(quiet.Out, Does.Contain("MCI1042"));
    }

    [Test]
    public void EndOfInput_WritesNothing()
    {
        var outcome = PseudoTerminal.Run(Workspace, ["2", "^D"], "init");
        Exits(outcome, 2);
        Assert.That(outcome.Out, Does.Contain("MCI1042").And.Contain("the answers ended"));
        Assert.That(File.Exists(Workspace.PathOf("modelci.yml")), Is.False);
    }

    [Test]
    public void Interrupt_WritesNothing()
    {
        Exits(PseudoTerminal.Run(Workspace, ["2", "^C"], "init"), 130);
        Assert.That(File.Exists(Workspace.PathOf("modelci.yml")), Is.False);
    }
}
