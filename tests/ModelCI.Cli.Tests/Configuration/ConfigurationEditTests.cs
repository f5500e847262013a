using ModelCI.Cli.Configuration.Editing;
using NUnit.Framework;

namespace ModelCI.Cli.Tests.Configuration;

/// <summary>Values are exchanged in place, or not at all.</summary>
public sealed class ConfigurationEditTests
{
    [TestCase("a: x\nb: y\n", "a: new\nb: y\n")]
    [TestCase("# x\na:   x   # x, not y\nb: y", "# x\na:   new   # x, not y\nb: y")]
    [TestCase("a: 'x'\nb: \"y\"\n", "a: 'new'\nb: \"y\"\n")]
    [TestCase("a: \"x\" #\r\nb: y\r\n", "a: \"new\" #\r\nb: y\r\n")]
    [TestCase("{ b: [x, x], a: x }", "{ b: [x, x], a: new }")]
    [TestCase("b: |\n  x\na:\n  x\n", "b: |\n  x\na:\n  new\n")]
    [TestCase("b: 'ä€𝄞'\na: x # é\n", "b: 'ä€𝄞'\na: new # é\n")]
    public void With_ChangesTheValueAndNothingElse(string text, string expected) => Assert.That(With(text, "new"), Is.EqualTo(expected));

    [TestCase("a: x", "it's", "a: 'it''s'")]
    [TestCase("a: \"x\"", "a\\b\"c", "a: \"a\\\\b\\\"c\"")]
    [TestCase("a: x", "a: b # c", "a: 'a: b # c'")]
    [TestCase("a: x", "-", "a: '-'")]
    [TestCase("a: x", "ü b", "a: 'ü b'")]
    [TestCase("{a: x}", "b,c}", "{a: 'b,c}'}")]
    public void With_QuotesWhatNeedsIt(string text, string value, string expected) => Assert.That(With(text, value), Is.EqualTo(expected));

    [TestCase("a: &x x\nb: *x\n", Description = "another value is the same by an alias")]
    [TestCase("b: &x x\na: *x\n", Description = "the value stands elsewhere")]
    [TestCase("a: >-\n  x\nb: y\n", Description = "a block")]
    public void With_WhatElseWouldChange_IsLeft(string text) => Assert.That(With(text, "new"), Is.Null);

    [Test]
    public void With_ALineEnd_IsLeft() => Assert.That(With("a: x", "two\nlines"), Is.Null);

    [Test]
    public void With_SeveralOfDifferentLengths_KeepsTheirPlaces()
    {
        var edit = new ConfigurationEdit("modelci.yml", "h:\n  a: x # 1\n  b: [p, q]\n  c: y # 2\n");
        Assert.That((edit.Has("h.a"), edit.Has("a"), edit.LineOf("h.c")), Is.EqualTo((true, false, 4)));
        var changes = new Dictionary<string, string> { ["h.c"] = "longer/than/before", ["h.a"] = "z", ["h.b[1]"] = "r" };
        Assert.That(edit.With(changes), Is.EqualTo("h:\n  a: z # 1\n  b: [p, r]\n  c: longer/than/before # 2\n"));
    }

    private static string? With(string text, string value) => new ConfigurationEdit("modelci.yml", text).With(new Dictionary<string, string> { ["a"] = value });
}
