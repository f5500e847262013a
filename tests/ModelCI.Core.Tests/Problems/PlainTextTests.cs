using System.Text.Json;
using FsCheck;
using ModelCI.Core.Problems;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Problems;

/// <summary>What comes out can neither steer a terminal nor command GitHub's runner.</summary>
internal sealed class PlainTextTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [TestCase("better.onnx", "better.onnx")]
    [TestCase("größe ± 日本 😀 <b>", "größe ± 日本 😀 <b>")]
    [TestCase("a::b # #[c] ## [d]", "a::b # #[c] ## [d]")]
    [TestCase("\u001b[31mred", "\\u001b[31mred")]
    [TestCase("a\r\n::b\tc", "a\\u000d\\u000a::b\\u0009c")]
    [TestCase("\u202egnp.exe\u2066\u200b\u2028", "\\u202egnp.exe\\u2066\\u200b\\u2028")]
    [TestCase("\U000E0041", "\\udb40\\udc41")]
    [TestCase("::error::x", "\\u003a:error::x")]
    [TestCase(" \u3000:::", " \u3000\\u003a::")]
    [TestCase("a ##[add-mask]##[b]", "a #\\u0023[add-mask]#\\u0023[b]")]
    public void Of_IsOneLineThatNothingObeys(string text, string expected) => Assert.That(PlainText.Of(text), Is.EqualTo(expected));

    // No attribute can hold it: metadata are UTF-8.
    [Test]
    public void Of_LoneSurrogate_IsReplaced() => Assert.That(PlainText.Of("\uD800x"), Is.EqualTo("\uFFFDx"));

    [Test]
    public void OfLines_KeepsLinesAndNothingElse() =>
        Assert.That(PlainText.OfLines("  a\n ::b\n\u001bc\n"), Is.EqualTo("  a\n \\u003a:b\n\\u001bc\n"));

    [FsCheck.NUnit.Property]
    public void Of_ItsOwnResult_IsTheSame(string? text)
    {
        var plain = PlainText.Of(text ?? "");
        Assert.That(PlainText.Of(plain), Is.EqualTo(plain));
    }

    [FsCheck.NUnit.Property]
    public void OfLines_OfJson_IsTheSameJson(NonNull<string> start)
    {
        var text = start.Get + "##[x]\u202e\U000E0041";
        var json = PlainText.OfLines(JsonSerializer.Serialize(text, Relaxed));
        Assert.That(JsonSerializer.Deserialize<string>(json), Is.EqualTo(string.Concat(text.EnumerateRunes())));
    }
}
