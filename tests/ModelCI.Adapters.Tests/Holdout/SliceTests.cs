using ModelCI.Core.Items;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Holdout;

internal sealed class SliceTests : HoldoutFixture
{
    private const string People = "id,sex,age,height,income,note,Secret\na,Female,70,1.6,high,,1\nb,Male,30,,low,x,2\nc,Female,12,nan,low,y,3\nd,,65,1.9,high,x,4\n";

    [TestCase("sex = 'Female'", "a c")]
    [TestCase("SEX = 'Female'", "a c")]
    [TestCase("\"Sex\" <> 'Female'", "b", Description = "an empty text is missing: neither equal nor different")]
    [TestCase("sex IS NULL", "d")]
    [TestCase("age >= 65", "a d")]
    [TestCase("age >= 65 AND sex = 'Female' -- the comment ends with the line", "a")]
    [TestCase("height > 1.7", "d", Description = "NaN and the empty cell are missing, not the greatest numbers")]
    [TestCase("height IS NULL", "b c")]
    [TestCase("age BETWEEN 12 AND 65 OR note LIKE 'x%'", "b c d")]
    [TestCase("id IN ('a', 'd')", "a d")]
    [TestCase("CASE WHEN age > 50 THEN height > 1.7 ELSE true END", "b c d")]
    [TestCase("regexp_matches(note, '[xy]') AND age % 2 = 0", "b c")]
    [TestCase("nullif(note, 'x') IS NOT NULL", "c")]
    [TestCase("TRY_CAST(note AS INTEGER) IS NULL", "a b c d")]
    [TestCase("true", "a b c d")]
    public void Read_Predicate_SelectsItems(string sql, string expected)
    {
        var data = Slices(("s", sql));
        Assert.That(string.Join(' ', Members(data, 0)), Is.EqualTo(expected));
        Assert.That(data.Slices.Names, Is.EqualTo(new[] { "s" }));
    }

    [Test]
    public void Read_SeveralSlices_AreBitsInTheOrderOfTheirDeclaration()
    {
        var data = Slices(("women", "sex = 'Female'"), ("adults", "age >= 18"), ("a-1", "id = 'a'"));
        Assert.That(data.Slices.Names, Is.EqualTo(new[] { "women", "adults", "a-1" }));
        Assert.That(Enumerable.Range(0, 4).Select(row => data.Slices[row]), Is.EqualTo(new[] { 0b111UL, 0b010UL, 0b001UL, 0b010UL }));
    }

    [Test]
    public void Read_SixtyFourSlices_AreReadAndOneMoreIsRefused()
    {
        var slices = Enumerable.Range(0, 65).Select(index => ($"s{index}", $"age > {index % 12}")).ToArray();
        Assert.That(Slices(slices[..64]).Slices[0], Is.EqualTo(ulong.MaxValue));
        AssertProblem(() => Slices(slices), "MCI3200", "65", "64");
    }

    [Test]
    public void Read_NoSlices_GivesNone() => Assert.That(Slices().Slices, Is.SameAs(SliceTable.None));

    [TestCase("age >=", "MCI3201", "holdout.slices.s: the predicate is not SQL: syntax error at end of input")]
    [TestCase("age > 3)", "MCI3201", "syntax error")]
    [TestCase("(age > 3", "MCI3201", "syntax error")]
    [TestCase("age > 3 /* open", "MCI3201", "not SQL")]
    [TestCase("", "MCI3201", "not SQL")]
    [TestCase("a\0b", "MCI3201", "NUL")]
    [TestCase("age > 3; DROP TABLE items", "MCI3201", "not SQL")]
    [TestCase("age > 3; SELECT 1", "MCI3202", "2 statements")]
    [TestCase("age > 3, true", "MCI3202", "2 expressions")]
    [TestCase("age > 3 AS older", "MCI3202", "a name for the expression")]
    [TestCase("true FROM items", "MCI3202", "clauses of a statement")]
    [TestCase("true WHERE false", "MCI3202", "clauses of a statement")]
    [TestCase("true LIMIT 1", "MCI3202", "clauses of a statement")]
    [TestCase("DISTINCT true", "MCI3202", "clauses of a statement")]
    [TestCase("true UNION SELECT false", "MCI3202", "a combination of statements")]
    [TestCase("age > (SELECT avg(age) FROM items)", "MCI3202", "a subquery")]
    [TestCase("id IN (SELECT id FROM read_csv('/etc/passwd'))", "MCI3202", "a subquery")]
    [TestCase("EXISTS (SELECT 1)", "MCI3202", "a subquery")]
    [TestCase("row_number() OVER () = 1", "MCI3202", "a window function")]
    [TestCase("avg(age) > 3", "MCI3202", "avg() is an aggregate")]
    [TestCase("count(*) FILTER (age > 3) > 3", "MCI3202", "the predicate is not one scalar expression")]
    [TestCase("max(age ORDER BY id) > 3", "MCI3202", "an aggregate")]
    [TestCase("age > $1", "MCI3202", "a parameter")]
    [TestCase("age > ?", "MCI3202", "a parameter")]
    [TestCase("COLUMNS(*) > 3", "MCI3202", "a star")]
    [TestCase("#1 > 3", "MCI3202", "position")]
    [TestCase("len(list_filter([age], x -> x > 3)) > 0", "MCI3202", "a lambda")]
    [TestCase("random() > 0.5", "MCI3203", "random()")]
    [TestCase("now() > TIMESTAMP '2020-01-01'", "MCI3203", "now()")]
    [TestCase("age(TIMESTAMP '2020-01-01') > INTERVAL 1 DAY", "MCI3203", "age()")]
    [TestCase("uuid()::text > '8'", "MCI3203", "uuid()")]
    [TestCase("current_setting('threads') = 1", "MCI3203", "current_setting()")]
    [TestCase("ago(INTERVAL 1 DAY) > TIMESTAMP '2020-01-01'", "MCI3203", "ago()", Description = "a macro over now()")]
    [TestCase("read_text('/etc/passwd') = ''", "MCI3203", "'read_text'")]
    [TestCase("lowr(sex) = 'female'", "MCI3203", "did you mean 'lower'")]
    [TestCase("agee > 3", "MCI3204", "'agee'", "did you mean 'age'", "'id', 'sex', 'age'")]
    [TestCase("items.age > 3", "MCI3204", "'items.age'")]
    [TestCase("current_date > DATE '2020-01-01'", "MCI3204", "'current_date'")]
    [TestCase("income = 'high'", "MCI3204", "must not see the column 'income'")]
    [TestCase("INCOME = 'high'", "MCI3204", "must not see the column 'INCOME'")]
    [TestCase("secret = 1", "MCI3204", "must not see the column 'secret'")]
    [TestCase("age", "MCI3206", "BIGINT, not BOOLEAN")]
    [TestCase("age > 3,", "MCI3206", "syntax error")]
    [TestCase("NULL", "MCI3206", "not BOOLEAN")]
    [TestCase("age = 3;", "MCI3206", "syntax error")]
    [TestCase("sex + 1 > 2 AND substring(age, height, sex, 1) = ''", "MCI3206", "holdout.slices.s: the predicate cannot be evaluated: ")]
    [TestCase("CAST(sex AS INTEGER) = 1", "MCI3207", "Female", "TRY_CAST")]
    [TestCase("age > 100", "MCI3208", "selects no item")]
    [TestCase("sex = 'female'", "MCI3208", "case")]
    [TestCase("sex = NULL", "MCI3208", "selects no item")]
    public void Read_BrokenPredicate_SaysWhat(string sql, string code, params string[] words) =>
        AssertProblem(() => Slices(("s", sql)), code, [.. words, "holdout.slices.s"]);

    [Test]
    public void Read_SyntaxError_PointsAtThePlace()
    {
        var problem = Assert.Throws<Core.Problems.ModelCIException>(() => Slices(("s", "é = 1 1")))!.Problems[0];
        Assert.That(problem.Excerpt, Is.EqualTo("é = 1 1\n      ^"));
    }

    [Test]
    public void Read_SeveralBrokenSlices_AreToldTogether()
    {
        var problems = Assert.Throws<Core.Problems.ModelCIException>(() => Slices(("x", "agee > 1 AND sax = 'y'"), ("good", "age > 1"), ("y", "random() > 0"), ("z", "1")))!.Problems;
        Assert.That(
            problems.Select(problem => $"{problem.Code} {problem.Where}"),
            Is.EqualTo(new[] { "MCI3204 holdout.slices.x", "MCI3204 holdout.slices.x", "MCI3203 holdout.slices.y", "MCI3206 holdout.slices.z" }));
    }

    [Test]
    public void Read_PredicatesThatFailOnItems_AreAllNamed()
    {
        var problems = Assert.Throws<Core.Problems.ModelCIException>(() => Slices(("x", "CAST(sex AS INT) = 1"), ("good", "age > 1"), ("y", "CAST(note AS DATE) > '2020-01-01'")))!.Problems;
        Assert.That(problems.Select(problem => $"{problem.Code} {problem.Where}"), Is.EqualTo(new[] { "MCI3207 holdout.slices.x", "MCI3207 holdout.slices.y" }));
    }

    [Test]
    public void Read_ColumnsThatDifferInCaseOnly_AreNotToldApart()
    {
        Write("items.csv", "y,x,X,z\na,1,2,3\nb,2,3,4\n");
        AssertProblem(() => Read(Settings(("s", "x = 1"))), "MCI3205", "'x', 'X'");
        Assert.That(Members(Read(Settings(("s", "z = 3"))), 0), Is.EqualTo(new[] { "0" }));

        static Core.Configuration.HoldoutSettings Settings(params (string, string)[] slices) => WithSlices(HoldoutFixture.Settings(new Core.Configuration.ItemsSource.OneFile("items.csv"), labelColumn: "y"), slices);
    }

    private static IEnumerable<string> Members(ModelCI.Holdout.HoldoutData data, int slice) =>
        data.Items.Ids.Where((_, row) => (data.Slices[row] >> slice & 1) != 0);

    private ModelCI.Holdout.HoldoutData Slices(params (string Name, string Sql)[] slices)
    {
        Write("items.csv", People);
        return Read(WithSlices(Settings(new Core.Configuration.ItemsSource.OneFile("items.csv"), labelColumn: "income", exclude: "Secret"), slices));
    }
}
