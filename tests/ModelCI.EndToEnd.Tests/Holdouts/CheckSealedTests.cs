using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Holdouts;

/// <summary>A sealed test set's schema is read by people who may not see the set, and so is what a run says.</summary>
internal sealed class CheckSealedTests() : WorkspaceTests(TestKeys.SealedDigits)
{
    private const string Schema = "holdout/schema.yml";

    [SetUp]
    public void Infer() => Exits(Workspace.Run("holdout", "check", "--infer"), 0);

    [Test]
    public void Inferred_Schema_HoldsNothingOfTheValues()
    {
        Assert.That(Workspace.Read(Schema).Split('\n').Where(line => line.StartsWith("  p", StringComparison.Ordinal)), Has.Exactly(64).Items.And.All.EndsWith(": { type: int64 }"));
        Assert.That(Workspace.Read(Schema), Does.Not.Contain("share:").And.Not.Contain("duplicates:").And.Not.Contain("1,197"));
        Exits(Workspace.Run("holdout", "check"), 0);
        Exits(Workspace.Run("test"), 0);
    }

    [Test]
    public void Structure_ThatDiffers_BlocksARun_InWordsWithoutNumbers()
    {
        Workspace.Edit(Schema, "p12: { type: int64 }", "p12: { type: string }");
        var outcome = Workspace.Run("test");
        IsProblem(outcome, "MCI3112", "the rule type of 'p12' is broken", "`modelci holdout check`");
        Assert.That(outcome.Error, Does.Not.Contain("int64").And.Not.Contain("digit-"));
        Assert.That(Workspace.Ledgers(), Is.Empty);
    }

    [Test]
    public void RulesOfValues_AreForWhoeverHoldsTheKeys_BecauseAnEditedRuleIsAQuestion()
    {
        Workspace.Edit(Schema, "p12: { type: int64 }", "p12: { type: int64, max: 15 }");
        Workspace.Edit(Schema, "columns:\n", "items: { duplicates: forbidden }\ncolumns:\n");
        var outcome = Workspace.Run("holdout", "check");
        Exits(outcome, 2);
        Assert.That(outcome.Out, Does.Contain("error    range").And.Contain("expected at most 15, found 0 to 16"));
        var (told, quiet) = (Workspace.Run("test"), Workspace.Run("test"));
        Exits(told, 0);
        Assert.That(told.Error, Does.Not.Contain("MCI31").And.Not.Contain("p12"));
        Exits(quiet, 0);
        Workspace.SetKeys(null, null);
        Exits(Workspace.Run("holdout", "check"), 2);
    }
}
