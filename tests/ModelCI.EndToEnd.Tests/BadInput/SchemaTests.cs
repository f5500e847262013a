using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.BadInput;

/// <summary>Schema files that say nothing that can be checked.</summary>
internal sealed class SchemaTests() : BadInputTests(Pairs.Create)
{
    private const string Schema = "holdout/schema.yml";

    [Test]
    public void BrokenSchema_IsRefused(
        [Values("", "\0", "columns: [", "a: &a [*a]", "- 1\n- 2\n", "columns: 7\n", "version: 99\ncolumns: {}\n", "\"\\e[31m\\n::error::\": 1\n", "x: ##[add-mask]a\n", "random", "large", "deep")] string text,
        [Values("check", "test")] string command)
    {
        var random = new byte[3000];
        new Random(3).NextBytes(random);
        var bytes = text switch
        {
            "random" => random,
            "large" => [.. "columns:\n"u8, .. new string(' ', 20_000_000).Select(blank => (byte)blank)],
            "deep" => [.. "columns: "u8, .. new string('[', 100_000).Select(bracket => (byte)bracket)],
            _ => System.Text.Encoding.UTF8.GetBytes(text),
        };
        File.WriteAllBytes(Workspace.PathOf(Schema), bytes);
        var outcome = command == "check" ? Run("holdout", "check") : Run("test");
        Exits(outcome, 2);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.Error, Does.Match(@"^error\[MCI(10|31)\d\d\]: " + Schema));
            Assert.That(outcome.Error, Has.Length.LessThan(2000));
            Assert.That(Workspace.Ledgers(), Is.Empty);
            Plain.Check(outcome.Out, "stdout");
            Plain.Check(outcome.Error, "stderr");
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "pipes and devices with a path")]
    public void Schema_ThatIsNoFile([Values("/dev/zero", "circle", "folder")] string what)
    {
        Files.Put(what, Workspace.PathOf(Schema));
        var outcome = Run("holdout", "check");
        Exits(outcome, 2);
        Assert.That(outcome.Error, Does.Match(@"^error\[MCI(10|31)\d\d\]: " + Schema));
    }
}
