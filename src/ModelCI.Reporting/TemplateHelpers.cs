using System.Globalization;
using HandlebarsDotNet;
using ModelCI.Reporting.Pages;

namespace ModelCI.Reporting;

/// <summary>Helpers that templates may call; all take plain values and format them the same under every culture.</summary>
internal static class TemplateHelpers
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void Register(IHandlebars handlebars, bool colours)
    {
        // {{#if (is verdict "pass")}}
        handlebars.RegisterHelper("is", (_, arguments) => Equals(Text(arguments[0]), Text(arguments[1])));
        handlebars.RegisterHelper("has", (_, arguments) => ((IEnumerable<object?>)arguments[0]!).Contains(arguments[1]));
        // Unlike a bare {{#if}}, true for 0.
        handlebars.RegisterHelper("known", (_, arguments) => arguments[0] is not null);
        // {{#if (atLeast detail 2)}}
        handlebars.RegisterHelper("atLeast", (_, arguments) => Number(arguments[0]) >= Number(arguments[1]));
        handlebars.RegisterHelper("count", (_, arguments) => Number(arguments[0]).ToString("#,0", Culture));
        handlebars.RegisterHelper("nats", (_, arguments) => Number(arguments[0]).ToString("0.0", Culture));
        handlebars.RegisterHelper("fixed", (_, arguments) => Number(arguments[0]).ToString("0.00", Culture));
        handlebars.RegisterHelper("times", (_, arguments) => (Number(arguments[0]) / Number(arguments[1])).ToString("0.0", Culture));
        handlebars.RegisterHelper("decimal", (_, arguments) => Number(arguments[0]).ToString("0.####", Culture));
        handlebars.RegisterHelper("signed", (_, arguments) => Number(arguments[0]).ToString("+0.0000;-0.0000;0.0000", Culture));
        handlebars.RegisterHelper("level", (_, arguments) => Level(Number(arguments[0])));
        handlebars.RegisterHelper("percent", (_, arguments) => (Number(arguments[0]) * 100).ToString("0.######", Culture) + " %");
        handlebars.RegisterHelper("confidence", (_, arguments) => Confidence(Number(arguments[0])));
        handlebars.RegisterHelper("short", (_, arguments) => Text(arguments[0])[..12]);
        handlebars.RegisterHelper("brief", (_, arguments) => Text(arguments[0]) is { Length: > 7 } commit ? commit[..7] : Text(arguments[0]));
        handlebars.RegisterHelper("pad", (_, arguments) => Text(arguments[0]).PadRight((int)Number(arguments[1])));
        handlebars.RegisterHelper("bar", (_, arguments) => TextBars.Share(Number(arguments[0]), Number(arguments[1]), (int)Number(arguments[2])));
        handlebars.RegisterHelper("interval", (_, arguments) => TextBars.Interval(
            Number(arguments[0]), arguments[1] is null ? null : Number(arguments[1]), Number(arguments[2]), Number(arguments[3]), (int)Number(arguments[4])));
        handlebars.RegisterHelper("shortened", (_, arguments) => Shortened(Text(arguments[0]), (int)Number(arguments[1])));
        // Of Markdown, to be written with three braces: it makes its text harmless itself.
        handlebars.RegisterHelper("fence", (_, arguments) => CodeBlock.Of(Text(arguments[0]), Text(arguments[1]), (int)Number(arguments[2])));
        handlebars.RegisterHelper("meaning", (_, arguments) => Meaning(Text(arguments[0]), Number(arguments[1])));
        // Of HTML, to be written with three braces.
        handlebars.RegisterHelper("asset", (_, arguments) => PageAssets.Read(Text(arguments[0])));
        handlebars.RegisterHelper("share", (_, arguments) => Share(Number(arguments[0]), Number(arguments[1])));
        handlebars.RegisterHelper("moment", (_, arguments) => Moment(Text(arguments[0])));
        handlebars.RegisterHelper("paint", (_, arguments) => Paint(Text(arguments[0]), Text(arguments[1]), colours));
    }

    private static string Text(object? value) => Convert.ToString(value, Culture) ?? "";

    private static double Number(object? value) => Convert.ToDouble(value, Culture);

    private static string Shortened(string text, int most) => text.Length <= most ? text : text[..most].TrimEnd() + " ...";

    /// <summary>What an item's value of a clause says, in words.</summary>
    private static string Meaning(string meaning, double value) => (meaning, value) switch
    {
        ("difference" or "recall-difference" or "top-k-difference", 0) => "without difference",
        ("difference", > 0) => "only the candidate right",
        ("difference", _) => "only the baseline right",
        ("recall-difference", > 0) => "found by the candidate only",
        ("recall-difference", _) => "found by the baseline only",
        ("top-k-difference", > 0) => "only among the candidate's k",
        ("top-k-difference", _) => "only among the baseline's k",
        ("recall", 0) => "missed",
        ("recall", _) => "found",
        ("precision", 0) => "wrongly",
        ("precision", _) => "rightly",
        ("f1", 0) => "only one of the two",
        ("f1", _) => "both",
        ("top-k", 0) => "label not among the k",
        ("top-k", _) => "label among the k",
        _ => $"at {value.ToString("0.####", Culture)}",
    };

    /// <summary>Levels span many orders of magnitude: three digits, with an exponent where it is short.</summary>
    private static string Level(double value) => value is >= 0.001 or 0 ? value.ToString("0.####", Culture) : value.ToString("0.00e0", Culture);

    /// <summary>1 - alpha: a percentage with as many nines as it has, or as it stands where nobody would count them.</summary>
    private static string Confidence(double alpha)
    {
        if (alpha < 1e-6) return $"1 - {Level(alpha)}";
        var digits = Math.Max(0, (int)Math.Ceiling(-Math.Log10(alpha)) - 1);
        return $"{((1 - alpha) * 100).ToString("F" + digits.ToString(Culture), Culture)} %";
    }

    /// <summary>How much of a total is used, in per cent from 0 to 100.</summary>
    private static string Share(double used, double total) =>
        (total <= 0 ? 0 : 100 * Math.Clamp(used / total, 0, 1)).ToString("0.#", Culture) + "%";

    /// <summary>A time of the account, which is in UTC; anything else as it stands.</summary>
    private static string Moment(string time) => DateTimeOffset.TryParseExact(
        time, "yyyy-MM-dd'T'HH:mm:ss'Z'", Culture, DateTimeStyles.AssumeUniversal, out var moment) ? moment.ToString("yyyy-MM-dd HH:mm", Culture) : time;

    private static string Paint(string verdict, string text, bool colours)
    {
        if (!colours) return text;
        var colour = verdict switch { "pass" or "unchanged" => 32, "fail" => 31, _ => 33 };
        return $"\u001b[1;{colour.ToString(Culture)}m{text}\u001b[0m";
    }
}
