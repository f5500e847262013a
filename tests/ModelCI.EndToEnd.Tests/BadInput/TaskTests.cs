using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Losses and top-k shares that cannot be measured.</summary>
internal sealed class TaskTests() : BadInputTests(Pairs.Create)
{
    private const string Condition = "n - o > -0.5 +/- 0.2";
    private const string Loss = "  loss: { kind: absolute, range: [0, 1] }\n";

    [Test]
    public void SoundRegression_Passes()
    {
        Regress();
        Exits(Workspace.Run("test"), 0);
    }

    [TestCase("  loss: absolute\n", "MCI1005")]
    [TestCase("  loss: { kind: absolute }\n", "MCI1004", "range")]
    [TestCase("  loss: { range: [0, 1] }\n", "MCI1004", "kind")]
    [TestCase("  loss: { kind: cubic, range: [0, 1] }\n", "MCI1006", "'cubic'", "absolute")]
    [TestCase("  loss: { kind: absolute, range: [1, 0] }\n", "MCI1010")]
    [TestCase("  loss: { kind: absolute, range: [0, .inf] }\n", null)]
    [TestCase("  loss: { kind: absolute, range: [0, .nan] }\n", null)]
    [TestCase("  loss: { kind: absolute, range: [0] }\n", null)]
    [TestCase("  loss: { kind: squared, range: [0, 1e400] }\n", null)]
    public void LossWithoutARange_IsRefused(string loss, string? code, params string[] words)
    {
        Regress();
        Workspace.Configure(Loss, loss);
        var outcome = Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Match(@"^error\[MCI10\d\d\]: modelci\.yml:\d+:\d+: ").And.Contain(code ?? "loss"));
            foreach (var word in words) Assert.That(outcome.Error, Does.Contain(word));
            Assert.That(Workspace.Ledgers(), Is.Empty);
        }
    }

    [TestCase("cat")]
    [TestCase("NaN")]
    [TestCase("nan")]
    [TestCase("inf")]
    [TestCase("1e999")]
    [TestCase("1,5")]
    public void LabelThatIsNoNumber_IsRefusedWithItsItem(string label)
    {
        Regress();
        Workspace.Edit(Pairs.LabelFile, "p003,1\n", $"p003,\"{label}\"\n");
        var outcome = Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.StartWith("error[MCI30").And.Contain(Pairs.LabelFile).And.Contain("p003"));
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Plain.Check(outcome.Error, "stderr");
        }
    }

    [Test]
    public void AnswerThatIsNoNumber_IsAModelsMistake([Values(Pairs.Candidate, Pairs.Baseline)] string place, [Values("", "inf", "1e39")] string cell, [Values] bool isLazy)
    {
        // The models answer what they are given; 1e39 is no 32-bit number.
        Regress();
        Workspace.Write(Pairs.ItemFile, Workspace.Read(Pairs.ItemFile).Replace("p003,0,1\n", $"p003,{cell},1\n", StringComparison.Ordinal));
        var other = place == Pairs.Candidate ? Pairs.Baseline : Pairs.Candidate;
        Workspace.Configure($"{Path.GetFileNameWithoutExtension(other)}: {other}\n", $"{Path.GetFileNameWithoutExtension(other)}: {{ model: {other}, inputs: {{ x: {{ from: [x1] }} }} }}\n");
        if (isLazy) Workspace.ReadLazily();
        Refuses(["MCI2008"], $"{Path.GetFileNameWithoutExtension(place)} {place}");
    }

    [Test]
    public void LossAndClasses_DoNotGoTogether()
    {
        Workspace.Configure(Condition, "loss(n) < 0.5 +/- 0.1");
        Refuses(["MCI1009"], "loss");
        Workspace.Configure("loss(n) < 0.5 +/- 0.1", Condition);
        Workspace.Configure("holdout:\n", "holdout:\n" + Loss);
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("MCI1009").And.Contain("loss"));
    }

    [TestCase("topk(n, 3) > 0.5 +/- 0.1")]
    [TestCase("topk(n, 2) > 0.5 +/- 0.1")]
    [TestCase("topk(n, 0) > 0.5 +/- 0.1")]
    [TestCase("topk(n, 99999999999999999999) > 0.5 +/- 0.1")]
    [TestCase("topk(n, -1) > 0.5 +/- 0.1")]
    [TestCase("topk(n, 1.5) > 0.5 +/- 0.1")]
    [TestCase("topk(n) > 0.5 +/- 0.1")]
    public void TopKBeyondTheClasses_IsRefused(string condition)
    {
        Workspace.Configure(Condition, condition);
        var outcome = Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.StartWith("error[MCI100").And.Contain("gate.condition"));
            Assert.That(Workspace.Ledgers(), Is.Empty);
        }
    }

    [Test]
    public void TopKWithoutScores_IsAModelsMistake()
    {
        Workspace.Write(Pairs.LabelFile, Workspace.Read(Pairs.LabelFile).Replace("p003,1\n", "p003,2\n", StringComparison.Ordinal));
        Workspace.Configure(Condition, "topk(n, 2) > 0.5 +/- 0.1");
        foreach (var place in (string[])[Pairs.Candidate, Pairs.Baseline]) Workspace.Use(place, "label_int64");
        Workspace.Configure("from: [x0, x1]", "from: [x1]");
        File.WriteAllBytes(Workspace.PathOf(Pairs.Candidate), Digits.WithMetadata(File.ReadAllBytes(Workspace.PathOf(Pairs.Candidate)), "candidate"));
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Contain("MCI2006").And.Contain("top-k needs scores").And.Contain("take topk out of the condition"));
    }

    /// <summary>Both models answer x0 as it is.</summary>
    private void Regress()
    {
        Workspace.Configure("holdout:\n", "holdout:\n" + Loss);
        Workspace.Configure(Condition, "loss(n) - loss(o) < 0.5 +/- 0.2");
        Workspace.Configure("from: [x0, x1]", "from: [x0]");
        foreach (var place in (string[])[Pairs.Candidate, Pairs.Baseline]) Workspace.Use(place, "probability");
        File.WriteAllBytes(Workspace.PathOf(Pairs.Candidate), Digits.WithMetadata(File.ReadAllBytes(Workspace.PathOf(Pairs.Candidate)), "candidate"));
    }
}
