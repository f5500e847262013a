using System.Text;
using ModelCI.Core.Conditions;
using ModelCI.Core.Tests.Support;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Conditions;

internal sealed class ParserPropertyTests
{
    private static readonly string[] Pieces =
    [
        "n", "o", "d", "recall", "topk", "loss", "(", ")", "[", "]", ",", "'", "+", "-", "*", ">", "<", "=", "+/-", "±", "/\\", "&&", "∧", "and", "or",
        "0", "1", "0.5", ".", "1e308", "1e99999", "2e", "%", " ", "\n", "women", "a-b", "_", "\0", "\uD800", "\U0001F600", "٣", "−",
    ];

    [FsCheck.NUnit.Property(Arbitrary = [typeof(ConditionGenerators)], Replay = "20250101,1", MaxTest = 1000)]
    public void ToString_AnyCondition_ParsesBackToEqualClauses(Condition condition)
    {
        var again = Parse.Condition(condition.ToString());
        Assert.That(again.ToString(), Is.EqualTo(condition.ToString()));
        Assert.That(again.Clauses, Has.Count.EqualTo(condition.Clauses.Count));
        foreach (var (expected, actual) in condition.Clauses.Zip(again.Clauses))
        {
            Assert.That(actual.Terms, Is.EqualTo(expected.Terms));
            Assert.That((actual.Comparator, actual.Constant, actual.Epsilon), Is.EqualTo((expected.Comparator, expected.Constant, expected.Epsilon)));
        }
    }

    [FsCheck.NUnit.Property(Arbitrary = [typeof(ConditionGenerators)], Replay = "20250101,3", MaxTest = 500)]
    public void TryParse_OtherSpelling_GivesTheSameCanonicalText(Condition condition, int seed)
    {
        var canonical = condition.ToString();
        var random = new Random(seed);
        var spelled = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < canonical.Length; at++)
        {
            var symbol = canonical[at];
            if (symbol == '\'') quoted = !quoted;
            if (quoted) spelled.Append(symbol);
            else if (canonical.AsSpan(at).StartsWith("+/-")) (at, _) = (at + 2, spelled.Append(Pick(random, "+/-", "±")));
            else if (canonical.AsSpan(at).StartsWith("/\\")) (at, _) = (at + 1, spelled.Append(Pick(random, "/\\", "∧", "&&", " and ", " AND ")));
            else if (symbol == ' ') spelled.Append(Pick(random, " ", "\n", "\t  "));
            else spelled.Append(symbol);
        }
        Assert.That(Parse.Condition(spelled.ToString()).ToString(), Is.EqualTo(canonical));
    }

    [FsCheck.NUnit.Property(Replay = "20250101,5", MaxTest = 2000)]
    public void TryParse_AnyText_NeverThrows(string? text) => AssertAnswers(text ?? "");

    [Test]
    public void TryParse_AnyMixOfTokens_NeverThrows()
    {
        var random = new Random(1);
        var parsed = 0;
        for (var trial = 0; trial < 50_000; trial++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (AssertAnswers(text)) parsed++;
            if (AssertAnswers("n > 0 +/- 0 /\\ " + text + " > 1 +/- 1")) parsed++;
        }
        Assert.That(parsed, Is.GreaterThan(100), "the mix must reach conditions that parse, too");
    }

    private static bool AssertAnswers(string text)
    {
        var parsed = ConditionParser.TryParse(text, out var condition, out var error);
        if (parsed != condition is not null || parsed == error is not null) Assert.Fail($"two answers to '{text}'");
        if (error is not null && (error.Column < 0 || error.Length < 1 || error.Column + error.Length > text.Length + 1))
            Assert.Fail($"'{text}': {error.Column}+{error.Length} lies outside");
        if (condition is not null && Parse.Condition(condition.ToString()).ToString() != condition.ToString()) Assert.Fail($"'{text}' does not round-trip");
        return parsed;
    }

    private static string Pick(Random random, params string[] choices) => choices[random.Next(choices.Length)];
}
