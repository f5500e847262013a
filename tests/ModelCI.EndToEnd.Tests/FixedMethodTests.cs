using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Samples whose size is fixed before the first label.</summary>
internal sealed class FixedMethodTests() : WorkspaceTests(() => Workspace.Digits())
{
    private const string Example = "n - o > 0 +/- 0.02";

    [SetUp]
    public void EnoughLabels()
    {
        Workspace.Configure("labels: 400 ", "labels: 1197 ");
        Workspace.Configure("labels-per-run: 200 ", "labels-per-run: 1197 ");
    }

    [TestCase("fixed", "n > 0.8 +/- 0.08", "better", 0, "exact")]
    [TestCase("exact", "n > 0.8 +/- 0.08", "worse", 1, "exact")]
    [TestCase("hoeffding", "n > 0.8 +/- 0.08", "better", 0, "hoeffding")]
    [TestCase("bennett", "n - o > -0.1 +/- 0.1 /\\\\ d < 0.3 +/- 0.08", "better", 0, "bennett")]
    public void Method_DecidesOnASampleOfItsSize(string method, string condition, string model, int exitCode, string recorded)
    {
        Configure(method, condition);
        Workspace.Configure("models/better.onnx", $"models/{model}.onnx");
        var outcome = Workspace.Run("test");
        Exits(outcome, exitCode);
        var report = Workspace.Report();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Out, Does.Contain($"  Method     {recorded}: a sample whose size was fixed before its first label\n"));
            Assert.That((string?)report["guarantee"]!["method"], Is.EqualTo(recorded));
            Assert.That((string?)report["resolution"], Is.EqualTo(exitCode == 0 ? "accepted" : "refused"));
            Assert.That((string?)Workspace.Entry(1)["policy"]!["method"], Is.EqualTo(recorded));
            Assert.That((int)report["inference"]!["itemsRead"]!, Is.EqualTo(report["clauses"]!.AsArray().Max(clause => (int)clause!["shown"]!["items"]!)));
        }
        Exits(Workspace.Run("ledger", "verify"), 0);
        Exits(Workspace.Run("test"), exitCode);
        Assert.That(((bool)Workspace.Report()["replayed"]!, Workspace.Entries()), Is.EqualTo((true, 2)));
    }

    [Test]
    public void AnotherMethod_IsAnotherQuestion()
    {
        Exits(Workspace.Run("test"), 0);
        Configure("exact", "n > 0.8 +/- 0.08");
        Workspace.AddGate("sequential.yml", ("method: exact", "method: sequential"));
        Exits(Workspace.Run("test", "--config", "sequential.yml"), 0);
        var sequential = Workspace.EntryFile(1);
        Assert.That(sequential, Does.Not.Contain("\"method\""), "entries of the sequential method are written as ever");
        Assert.That(Workspace.Entries(), Is.EqualTo(4));
    }

    [Test]
    public void PoolTooSmall_IsAProblemBeforeAnythingIsOpened()
    {
        Configure("hoeffding", "n > 0.8 +/- 0.01");
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Contain("MCI1013").And.Match(@"the method hoeffding needs a sample of \d\d,\d\d\d items in this run, but the test set has 1,197"));
            Assert.That(Workspace.Entries(), Is.Zero);
        }
    }

    [TestCase("bennett", "n > 0.5 +/- 0.1", "MCI1010", "the method bennett does not apply: no clause is a difference n - o")]
    [TestCase("exact", "n > 0.9 +/- 0.1", "MCI1009", "can never be accepted by a fixed sample")]
    public void MethodThatCannotDecide_IsAProblem(string method, string condition, string code, string words)
    {
        Configure(method, condition);
        var outcome = Workspace.Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain(code).And.Contain(words));
    }

    private void Configure(string method, string condition)
    {
        Workspace.Configure(Example, condition);
        Workspace.Configure("  mode: fp-free ", $"  method: {method}\n  mode: fp-free ");
    }
}
