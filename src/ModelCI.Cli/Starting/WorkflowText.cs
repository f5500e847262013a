using ModelCI.Cli.Configuration.Editing;
using ModelCI.Cli.Configuration.Yaml;

namespace ModelCI.Cli.Starting;

/// <summary>The workflow that runs the gate on GitHub: the example that ships with ModelCI, with this repository's names in it.</summary>
internal static class WorkflowText
{
    public const string Place = ".github/workflows/modelci.yml";

    private const string Branch = "branches: [main]";
    private const string Paths = "paths: [modelci.yml, \"models/**\", \"holdout/**\"]";
    private const string Step = "      - uses: modelci/modelci@";
    private const string UsualConfiguration = "modelci.yml";

    /// <param name="configuration">Relative to the repository's root, with slashes; so are the others.</param>
    /// <param name="branch">The default branch.</param>
    /// <param name="watched">What a push has to change for the gate to run on it.</param>
    public static string Of(string configuration, string branch, IReadOnlyList<string> watched)
    {
        var example = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", "modelci.yml"));
        var text = Replaced(Replaced(example, Paths, $"paths: [{string.Join(", ", watched.Select(Quoted))}]"), Branch, $"branches: [{Quoted(branch)}]");
        if (configuration == UsualConfiguration) return text;
        var at = text.IndexOf(Step, StringComparison.Ordinal);
        var end = at < 0 ? -1 : text.IndexOf('\n', at) + 1;
        return end <= 0 ? throw Changed(Step) : text.Insert(end, $"        with:\n          config: {Quoted(configuration)}\n");
    }

    /// <summary>The line, from 1, that names the release of the Action.</summary>
    public static int LineOfRelease(string workflow) => workflow[..workflow.IndexOf(Step, StringComparison.Ordinal)].Count(symbol => symbol == '\n') + 1;

    private static string Replaced(string text, string from, string to) => text.Contains(from, StringComparison.Ordinal) ? text.Replace(from, to, StringComparison.Ordinal) : throw Changed(from);

    private static string Quoted(string text) => ScalarText.Of(text, ScalarQuoting.Double) ?? throw new ArgumentException("a control character in a name", nameof(text));

    private static InvalidOperationException Changed(string what) => new($"the example workflow has no '{what}' any more");
}
