using ModelCI.Core.Conditions;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Conditions;

internal sealed class SyntaxErrorTests
{
    private const string Metrics = "n, o, d or a metric (accuracy, recall, precision, f1, topk, loss)";

    [TestCase("", 0, 1, "expected a variable (n, o, d) or a metric, found the end of the condition")]
    [TestCase("   ", 3, 1, "expected a variable (n, o, d) or a metric, found the end of the condition")]
    [TestCase("n - q > 0.02 +/- 0.01", 4, 1, "unknown variable 'q': " + Metrics)]
    [TestCase("recal(n, a) > 0 +/- 1", 0, 5, "unknown variable 'recal': " + Metrics + "; did you mean 'recall'?")]
    [TestCase("n > 0.02", 8, 1, "expected '+/-' and the tolerance, found the end of the condition: write for instance '> 0.02 +/- 0.01'")]
    [TestCase("n > 0.02 0.01", 9, 4, "expected '+/-' and the tolerance, found '0.01': write for instance '> 0.02 +/- 0.01'")]
    [TestCase("n > 0.02 +/-", 12, 1, "expected the tolerance, found the end of the condition")]
    [TestCase("n > 0.02 +/- -0.01", 13, 1, "the tolerance after '+/-' is -0.01; it must be at least 0")]
    [TestCase("n > x +/- 0.01", 4, 1, "expected a constant, found 'x'")]
    [TestCase("n >= 0.02 +/- 0.01", 2, 2, "'>=' is not a comparator: use '>' or '<' (with +/- the difference has no meaning)")]
    [TestCase("n <= 0.02 +/- 0.01", 2, 2, "'<=' is not a comparator: use '>' or '<' (with +/- the difference has no meaning)")]
    [TestCase("n = 0.02 +/- 0.01", 2, 1, "unexpected character '='")]
    [TestCase("n 0.02 +/- 0.01", 2, 4, "expected '>' or '<', found '0.02'")]
    [TestCase("n * o > 0 +/- 0.01", 4, 1, "a product of variables is not linear")]
    [TestCase("2 n > 0 +/- 0.01", 2, 1, "expected '*' and a variable after a number, found 'n'")]
    [TestCase("0.02 > n +/- 0.01", 5, 1, "expected '*' and a variable after a number, found '>'")]
    [TestCase("n - - o > 0 +/- 0.01", 4, 1, "expected a variable (n, o, d) or a metric, found '-'")]
    [TestCase("n > .5 +/- 0.01", 4, 2, "'.5' is not a number: write digits on both sides of the point, such as 0.02")]
    [TestCase("n > 5. +/- 0.01", 4, 2, "'5.' is not a number: write digits on both sides of the point, such as 0.02")]
    [TestCase("n > 1e999 +/- 0.01", 4, 5, "the number is too large")]
    [TestCase("o + 1e308 * n + 1e308 * n > 0 +/- 1", 0, 1, "the coefficients add up to a number that is too large")]
    [TestCase("n > 0.8 +/- 0.01 or d < 0.1 +/- 0.01", 17, 2, "only conjunctions are decided: join clauses with '/\\' or 'and'")]
    [TestCase("n > 0.8 +/- 0.01 d < 0.1 +/- 0.01", 17, 1, "expected '/\\' or the end, found 'd'")]
    [TestCase("n > 0.8 +/- 0.01 /\\", 19, 1, "expected a variable (n, o, d) or a metric, found the end of the condition")]
    [TestCase("n - n > 0 +/- 0.01", 0, 1, "the terms cancel out: nothing is left to measure")]
    [TestCase("d > 0 +/- 0 /\\ 0 * n > 0 +/- 0.01", 15, 1, "the terms cancel out: nothing is left to measure")]
    [TestCase("n[] > 0 +/- 0.01", 2, 1, "expected the name of a slice")]
    [TestCase("n[a /\\ b] > 0 +/- 0.01", 4, 2, "expected ']', found '/\\'")]
    [TestCase("n[/\\] > 0 +/- 0.01", 2, 2, "expected the name of a slice")]
    [TestCase("n[_a] > 0 +/- 0.01", 2, 2, "expected the name of a slice")]
    [TestCase("n[a b] > 0 +/- 0.01", 4, 1, "expected ']', found 'b'")]
    [TestCase("recall > 0 +/- 0.01", 7, 1, "expected '(' after 'recall': write recall(n)")]
    [TestCase("recall(d, a) > 0 +/- 0.01", 7, 1, "expected n or o, found 'd'")]
    [TestCase("F1(n) > 0 +/- 0.01", 0, 2, "F1 needs a class: write F1(n, CLASS)")]
    [TestCase("accuracy(n, a) > 0 +/- 0.01", 0, 8, "accuracy takes a model only: write accuracy(n)")]
    [TestCase("topk(n, 0) > 0 +/- 0.01", 0, 4, "topk needs a whole number of at least 1: write topk(n, 5)")]
    [TestCase("topk(n, +5) > 0 +/- 0.01", 0, 4, "topk needs a whole number of at least 1: write topk(n, 5)")]
    [TestCase("recall(n, ) > 0 +/- 0.01", 10, 1, "expected a class name")]
    [TestCase("recall(n, 'a > 0 +/- 0.01", 10, 15, "the quote is not closed")]
    [TestCase("recall(n, a'b'c) > 0 +/- 0.01", 11, 3, "expected ')', found 'b'")]
    [TestCase("recall(n, a b) > 0 +/- 0.01", 12, 1, "expected ')', found 'b'")]
    [TestCase("n > 0 +/- 0.01 \U0001F600", 15, 2, "unexpected character '\U0001F600'")]
    [TestCase("n > 0 +/- 0.01 \uD800", 15, 1, "unexpected character '\uFFFD'")]
    public void TryParse_Invalid_PointsAtTheFirstWrongCharacters(string source, int column, int length, string message)
    {
        var parsed = ConditionParser.TryParse(source, out var condition, out var error);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(parsed, Is.False);
            Assert.That(condition, Is.Null);
            Assert.That(error, Is.EqualTo(new ConditionSyntaxError(source, column, length, message)));
        }
    }

    [Test]
    public void Excerpt_HasCaretsUnderTheWrongPart()
    {
        Assert.That(ConditionParser.TryParse("n - recal(n) > 0 +/- 1", out _, out var error), Is.False);
        Assert.That(error!.Excerpt.ReplaceLineEndings("\n"), Is.EqualTo("n - recal(n) > 0 +/- 1\n    ^^^^^"));
    }
}
