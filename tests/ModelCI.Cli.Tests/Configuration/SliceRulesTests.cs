using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>Slices in conditions, and what <c>gate.slices</c> adds.</summary>
public sealed class SliceRulesTests
{
    private const string Declared = "holdout: slices: { women: \"sex = 'Female'\", men: \"sex = 'Male'\" }";

    [TestCase("n - o > 0 +/- 0.01", "all", "n - o > 0 +/- 0.01 /\\ n[women] - o[women] > 0 +/- 0.01 /\\ n[men] - o[men] > 0 +/- 0.01")]
    [TestCase("n > 0.5 +/- 0.1 and d[men] < 0.2 +/- 0.1", "all", "n > 0.5 +/- 0.1 /\\ d[men] < 0.2 +/- 0.1 /\\ n[women] > 0.5 +/- 0.1 /\\ n[men] > 0.5 +/- 0.1")]
    [TestCase("n > 0.5 +/- 0.1 and n[men] > 50% +/- 10%", "all", "n > 0.5 +/- 0.1 /\\ n[men] > 0.5 +/- 0.1 /\\ n[women] > 0.5 +/- 0.1")]
    [TestCase("n - o > 0 +/- 0.01", "n - o > -0.02 +/- 0.02", "n - o > 0 +/- 0.01 /\\ n[women] - o[women] > -0.02 +/- 0.02 /\\ n[men] - o[men] > -0.02 +/- 0.02")]
    [TestCase("n[men] > 0 +/- 0.01", "n > 0 +/- 0.01 /\\ recall(n, 'a b') > 0.1 +/- 0.1",
        "n[men] > 0 +/- 0.01 /\\ n[women] > 0 +/- 0.01 /\\ recall(n, 'a b')[women] > 0.1 +/- 0.1 /\\ recall(n, 'a b')[men] > 0.1 +/- 0.1")]
    public void Parse_EverySlice_AddsAClausePerSlice(string condition, string slices, string expected)
    {
        var gate = Sample.Read(Text(condition, slices)).Gate;
        Assert.That(gate.Condition.ToString(), Is.EqualTo(expected));
        Assert.That(gate.Condition.Source, Is.EqualTo(condition));
        Assert.That(gate.Condition.Display, Is.EqualTo(expected));
        Assert.That(gate.EverySlice?.Source, Is.EqualTo(slices == "all" ? null : slices));
    }

    [Test]
    public void Parse_NamedSlice_IsReadAsWritten()
    {
        var configuration = Sample.Read(Text("n[women] > 0.5 +/- 0.1", null));
        Assert.That(configuration.Gate.Condition.ToString(), Is.EqualTo("n[women] > 0.5 +/- 0.1"));
        Assert.That(configuration.Holdout.SliceNames, Is.EqualTo(new[] { "women", "men" }));
        Assert.That(configuration.Holdout.Slices["women"], Is.EqualTo("sex = 'Female'"));
    }

    [TestCase("n[wmen] > 0.5 +/- 0.1", null, "MCI1009", "10:15", "gate.condition: n[wmen] is over the slice 'wmen', which is none of the slices women, men", "did you mean 'women'?")]
    [TestCase("n > 0.5 +/- 0.1", "n[men] > 0.5 +/- 0.1", "MCI1009", "10:12", "gate.slices: n[men] names a slice, but these clauses are about every declared slice", "leave out the brackets, or write the clause under gate.condition")]
    [TestCase("n > 0.5 +/- 0.1", "n > 0.5 +/- 0.1 /\\ n - f1(n, a) > 0 +/- 0.1", "MCI1009", "10:35", "gate.slices: f1(n, a) stands beside n", null)]
    [TestCase("n > 0.5 +/- 0.1", "n - q > 0 +/- 0.1", "MCI1008", "10:16", "gate.slices: unknown variable 'q'", null)]
    [TestCase("n > 0.5 +/- 0.1", "al", "MCI1008", "10:12", "gate.slices: unknown variable 'al'", null)]
    [TestCase("n > 0.5 +/- 0.1", "n > 0.5 +/- 0", "MCI1009", "10:12", "gate.slices: the tolerance of 'n > 0.5 +/- 0' is 0", null)]
    [TestCase("n[men] > 0.5 +/- 0.1", "all", "MCI1010", "10:11", "gate.slices is all, but every clause of gate.condition names a slice already", "remove gate.slices, or write a clause without a slice")]
    public void Parse_AMistake_IsPointedAtWhereItWasWritten(string condition, string? slices, string code, string place, string words, string? fix)
    {
        var problem = Sample.Problem(Text(condition, slices));
        Assert.Multiple(() =>
        {
            Assert.That((problem.Code, problem.Where), Is.EqualTo((code, $"modelci.yml:{place}")));
            Assert.That(problem.What, Does.StartWith(words));
            if (fix is not null) Assert.That(problem.Fix, Is.EqualTo(fix));
            if (code != "MCI1010") Assert.That(problem.Excerpt, Does.Contain("^").And.StartWith(words.StartsWith("gate.slices", StringComparison.Ordinal) ? slices! : condition));
        });
    }

    [Test]
    public void Parse_ClassesOfEverySlice_AreChecked()
    {
        var problem = Sample.Problem(Text("n > 0.5 +/- 0.1", "recall(n, dgo) > 0.5 +/- 0.1").Replace("  name: adult", "  name: adult\n  classes: [cat, dog]", StringComparison.Ordinal));
        Assert.That((problem.Code, problem.Where, problem.Fix), Is.EqualTo(("MCI1009", "modelci.yml:11:12", "did you mean 'dog'?")));
    }

    [Test]
    public void Parse_EverySliceWithoutBaseline_IsPointedAt()
    {
        var text = Text("n > 0.5 +/- 0.1", "n - o > 0.5 +/- 0.1").Replace("baseline: base", "baseline: none", StringComparison.Ordinal);
        Assert.That(Sample.Problem(text).What, Is.EqualTo("gate.slices: o cannot be measured, because baseline is none"));
    }

    [TestCase("gate: slices: all", "MCI1010", "9:11", "gate.slices speaks of every declared slice, but holdout.slices declares none")]
    [TestCase("gate: slices: ''", "MCI1006", "9:11", "gate.slices is ''; it must be all, or a condition without slices")]
    [TestCase("gate: slices: [women]", "MCI1005", "9:11", "gate.slices must be all, or a condition without slices")]
    [TestCase("holdout: slices: { women: }", "MCI1005", "5:20", "holdout.slices.women has no value")]
    [TestCase("holdout: slices: { 1st: x }", "MCI1006", "5:13", "a key of holdout.slices is '1st'; it must be a letter, then letters, digits, '_' or '-'")]
    public void Parse_AddedLine_NamesCodePlaceAndValue(string addition, string code, string place, string words)
    {
        var problem = Sample.Problem(Sample.With(addition));
        Assert.That((problem.Code, problem.Where), Is.EqualTo((code, $"modelci.yml:{place}")));
        Assert.That(problem.What, Does.StartWith(words));
    }

    [Test]
    public void Parse_SliceWithoutDeclarations_SaysWhereToDeclareIt()
    {
        var problem = Sample.Problem(Sample.Changed("condition", "condition: n[women] > 0.5 +/- 0.01"));
        Assert.That((problem.Code, problem.Where), Is.EqualTo(("MCI1009", "modelci.yml:9:14")));
        Assert.That((problem.What, problem.Fix), Is.EqualTo(
            ("gate.condition: n[women] is over the slice 'women', which is not declared", "declare it under holdout.slices")));
    }

    [Test]
    public void Parse_MoreThan64Slices_IsRefused()
    {
        static string Text(int count) => Sample.With($"holdout: slices: {{ {string.Join(", ", Enumerable.Range(0, count).Select(number => $"s{number}: x > {number}"))} }}");
        Assert.That(Sample.Problems(Text(64)), Is.Empty);
        Assert.That(Sample.Problem(Text(65)).What, Is.EqualTo("holdout.slices is 'a mapping of 65'; it must be a mapping of slice names to SQL predicates, at most 64"));
    }

    private static string Text(string condition, string? slices)
    {
        string[] additions = slices is null ? [Declared] : [Declared, $"gate: slices: '{slices.Replace("'", "''", StringComparison.Ordinal)}'"];
        return Sample.With(additions).Replace("condition: n - o > 0 +/- 0.01", $"condition: '{condition.Replace("'", "''", StringComparison.Ordinal)}'", StringComparison.Ordinal);
    }
}
