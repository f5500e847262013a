using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ModelCI.Core.Problems;
using ModelCI.Core.Reports;

namespace ModelCI.Reporting.JUnit;

/// <summary>
/// A run as JUnit XML, which most CI systems show beside unit tests: one suite per gate, without times, which can tell of the test set. Nothing is said here that
/// report.json does not say.
/// </summary>
public static class JUnitXml
{
    /// <summary>A run that came to a verdict.</summary>
    /// <param name="title">The headline.</param>
    /// <param name="text">The report in words.</param>
    public static string Of(GateReport report, string title, string text)
    {
        var suite = Suite(report.TestSet.Name, TestCases.Of(report), title);
        suite.AddFirst(new XElement("properties", Properties(report).Where(property => property.Value is not null).Select(Property)));
        suite.Add(new XElement("system-out", Clean(text, PlainText.OfLines)));
        return Document(suite);
    }

    /// <summary>A run that could not be measured: an error, which no viewer takes for a test that passed or was left out.</summary>
    /// <param name="testSet">Null where the configuration does not tell.</param>
    public static string Of(string? testSet, IReadOnlyList<Problem> problems)
    {
        var words = string.Join("\n", problems.Select(problem => $"{problem.Code}: {(problem.Where is null ? "" : problem.Where + ": ")}{problem.What}{(problem.Fix is null ? "" : $" (fix: {problem.Fix})")}"));
        return Document(Suite(testSet, [new TestCase("gate", TestEnd.Error, problems[0].Code, words)], "Could not be measured"));
    }

    private static XElement Suite(string? testSet, IReadOnlyList<TestCase> cases, string title) => new(
        "testsuite",
        [
            new XAttribute("name", Clean(testSet is null ? "ModelCI" : $"ModelCI ({testSet})", PlainText.Of)), .. Counts(cases),
            .. cases.Select(test => new XElement(
                "testcase", new XAttribute("classname", Clean(testSet is null ? "modelci" : $"modelci.{testSet}", PlainText.Of)), new XAttribute("name", Clean(test.Name, PlainText.Of)), End(test, title))),
        ]);

    private static XElement? End(TestCase test, string title) => test.End switch
    {
        TestEnd.Passed => null,
        TestEnd.Skipped => new XElement("skipped", new XAttribute("message", Clean(test.Why, PlainText.OfLines))),
        _ => new XElement(
            test.End == TestEnd.Failed ? "failure" : "error", new XAttribute("message", Clean(title, PlainText.Of)), new XAttribute("type", Clean(test.Kind, PlainText.Of)), Clean(test.Why, PlainText.OfLines)),
    };

    private static XAttribute[] Counts(IReadOnlyList<TestCase> cases)
    {
        return [Count("tests", _ => true), Count("failures", end => end == TestEnd.Failed), Count("errors", end => end == TestEnd.Error), Count("skipped", end => end == TestEnd.Skipped)];

        XAttribute Count(string name, Func<TestEnd, bool> counts) => new(name, cases.Count(test => counts(test.End)).ToString(CultureInfo.InvariantCulture));
    }

    private static (string Name, string? Value)[] Properties(GateReport report) =>
    [
        ("modelci.version", report.Tool), ("condition", report.Condition),
        ("candidate", report.Candidate.Path), ("candidate.digest", report.Candidate.Digest), ("baseline", report.Baseline?.Path), ("baseline.digest", report.Baseline?.Digest),
        ("testset", report.TestSet.Name), ("testset.digest", report.TestSet.Digest), ("account", report.TestSet.Account), ("command", report.Command),
    ];

    private static XElement Property((string Name, string? Value) property) =>
        new("property", new XAttribute("name", property.Name), new XAttribute("value", Clean(property.Value!, PlainText.Of)));

    private static string Document(XElement suite)
    {
        var root = new XElement("testsuites", [new XAttribute("name", "ModelCI"), .. suite.Attributes().Where(attribute => attribute.Name.LocalName is "tests" or "failures" or "errors").Select(attribute => new XAttribute(attribute)), suite]);
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true })) root.Save(xml);
        return text.Append('\n').ToString();
    }

    /// <summary>Without what XML cannot hold: beside what no terminal obeys only the two that are no characters.</summary>
    private static string Clean(string text, Func<string, string> plain) => plain(text).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');
}
