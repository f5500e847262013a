using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Predicates that are more, less or something else than one condition over the items' columns. None of them is run.</summary>
internal sealed class SliceTests() : BadInputTests(Pairs.Create)
{
    private string Stolen => Path.Combine(Workspace.Outside, "stolen.csv");

    [Test]
    public void SoundSlice_Passes()
    {
        Declare("x0 = 1 AND id LIKE 'p%'");
        Workspace.Configure("n - o > -0.5 +/- 0.2", "n[s] - o[s] > -0.5 +/- 0.2");
        Exits(Workspace.Run("test"), 0);
    }

    [TestCase("(SELECT count(*) FROM items) > 1", "MCI3202", "a subquery")]
    [TestCase("x0 IN (SELECT 1)", "MCI3202", "a subquery")]
    [TestCase("EXISTS (FROM read_csv('/etc/passwd'))", "MCI3202", "a subquery")]
    [TestCase("x0 = (SELECT column0 FROM read_csv('/etc/passwd'))", "MCI3202", "a subquery")]
    [TestCase("count(*) > 1", "MCI3202", "aggregate")]
    [TestCase("row_number() OVER () < 10", "MCI3202", "window")]
    [TestCase("COLUMNS(*) > 0", "MCI3202")]
    [TestCase("x0 = $1", "MCI3202")]
    [TestCase("x0 = ?", "MCI3202")]
    [TestCase("nosuch = 1", "MCI3204", "there is no column 'nosuch'", "'id', 'x0', 'x1'")]
    [TestCase("label = 1", "MCI3204", "there is no column 'label'")]
    [TestCase("x0 = 1) FROM items; DROP TABLE items; --", "MCI3201", "not SQL")]
    [TestCase("DROP TABLE items", "MCI3201")]
    [TestCase("COPY (SELECT 1) TO 'STOLEN'", "MCI3201")]
    [TestCase("true; COPY (SELECT 1) TO 'STOLEN'", "MCI3201")]
    [TestCase("ATTACH 'STOLEN'", "MCI3206")]
    [TestCase("INSTALL httpfs", "MCI3202")]
    [TestCase("SET enable_external_access = true", "MCI3201")]
    [TestCase("x0 = 1;", "MCI3206")]
    [TestCase("x0 = 1 --", null)]
    [TestCase("/* x0 = 1", "MCI3201")]
    [TestCase("x0 =", "MCI3201")]
    [TestCase("read_text('/etc/passwd') IS NOT NULL", "MCI3203", "no scalar function")]
    [TestCase("read_csv('/etc/passwd') IS NOT NULL", "MCI3203")]
    [TestCase("getenv('HOME') = 'x'", "MCI3203")]
    [TestCase("random() > 0.5", "MCI3203", "not fixed by its arguments")]
    [TestCase("uuid()::VARCHAR < 'a'", "MCI3203")]
    [TestCase("now() > TIMESTAMP '2020-01-01'", "MCI3203")]
    [TestCase("current_date > DATE '2020-01-01'", null)]
    [TestCase("nextval('x') > 1", "MCI3203")]
    [TestCase("current_setting('threads') = '1'", "MCI3203")]
    [TestCase("x0 = 77", "MCI3208", "selects no item")]
    [TestCase("false", "MCI3208")]
    [TestCase("NULL::BOOLEAN", "MCI3208")]
    [TestCase("x0", "MCI3206", "not BOOLEAN", "x = 1")]
    [TestCase("'::error::' || id", "MCI3206")]
    [TestCase("CAST(id AS INTEGER) > 3", "MCI3207", "TRY_CAST")]
    [TestCase("x0 / 0 > 'a'", null)]
    public void Predicate_IsRefused(string sql, string? code, params string[] words)
    {
        Declare(sql.Replace("STOLEN", Stolen, StringComparison.Ordinal));
        if (code is null)
        {
            var outcome = Run("test");
            Assert.That(outcome.ExitCode, Is.AnyOf(0, 2), outcome.ToString());
            Plain.Check(outcome.Error, "stderr");
        }
        else
        {
            Refuses([code], ["holdout.slices.s: ", .. words]);
        }
        Assert.That(File.Exists(Stolen), Is.False, "something was executed");
    }

    [Test]
    public void LabelColumn_IsHidden()
    {
        Workspace.Write(Pairs.ItemFile, Workspace.Read(Pairs.ItemFile).Replace("\n", ",1\n", StringComparison.Ordinal).Replace("x1,1\n", "x1,Label\n", StringComparison.Ordinal).Replace("1,0,1\n", "1,0,0\n", StringComparison.Ordinal));
        Workspace.Configure($"  labels: {Pairs.LabelFile}\n", "  labels: { column: Label }\n");
        Declare("Label = '1'");
        Refuses(["MCI3204"], "slices must not see the column 'Label'");
        Workspace.Configure("Label = '1'", "lAbEl = '1'");
        Refuses(["MCI3204"], "slices must not see the column 'lAbEl'");
    }

    [TestCase("\"<b>\": \"x0 = 1\"")]
    [TestCase("\"a b\": \"x0 = 1\"")]
    [TestCase("\"\\e[31m\": \"x0 = 1\"")]
    [TestCase("\"::error file=x::\": \"x0 = 1\"")]
    [TestCase("\"\": \"x0 = 1\"")]
    [TestCase("1: \"x0 = 1\"")]
    [TestCase("s: \"\"")]
    [TestCase("s: [x0]")]
    [TestCase("s:")]
    public void Declaration_IsRefused(string declaration)
    {
        Workspace.Configure("holdout:\n", $"holdout:\n  slices:\n    {declaration}\n");
        var outcome = Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Match(@"^error\[MCI10\d\d\]: modelci\.yml:\d+:\d+: "));
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Plain.Check(outcome.Error, "stderr");
        }
    }

    [Test]
    public void SliceNobodyDeclared_IsSuggested()
    {
        Declare("x0 = 1");
        Workspace.Configure("n - o > -0.5 +/- 0.2", "n[t] - o[t] > -0.5 +/- 0.2");
        Refuses(["MCI1009", "MCI1009"], "'t', which is none of the slices s", "did you mean 's'?");
    }

    [Test]
    public void SlicesOfArrays_HaveNoColumns()
    {
        File.WriteAllBytes(Workspace.PathOf("holdout/x.npy"), Npy.Of("<f4", "(120, 2)", Pairs.Elements()));
        Workspace.UseArrays("holdout/x.npy");
        Declare("x > 1");
        var outcome = Run("test");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.StartWith("error[MCI32").And.Contain("holdout.slices"));
    }

    private void Declare(string sql) => Workspace.Configure("holdout:\n", $"holdout:\n  slices:\n    s: \"{sql.Replace("\"", "\\\"", StringComparison.Ordinal)}\"\n");
}
