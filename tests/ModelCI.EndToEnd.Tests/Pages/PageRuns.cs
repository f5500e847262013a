using ModelCI.EndToEnd.Tests.Support;

namespace ModelCI.EndToEnd.Tests.Pages;

/// <summary>Runs whose pages are worth a look.</summary>
internal static class PageRuns
{
    /// <summary>Four sealed evaluations, which are eight entries, of two clauses and one for each of three slices; the last one with its maintainers' edition outside.</summary>
    public static Workspace Of(string feedback)
    {
        var workspace = Workspace.Digits();
        // Estimates are dear: the runs before the last one tell the verdict only.
        workspace.Configure("feedback: estimates", "feedback: verdict");
        workspace.Configure("  inputs:", "  slices:\n    dark: p33 < 5\n    grey: p33 between 5 and 11\n    bright: p33 > 11\n  inputs:");
        workspace.Configure("\"n - o > 0 +/- 0.02\"", "\"n - o > 0 +/- 0.02 and d < 0.5 +/- 0.1\"\n  slices: \"n - o > -0.2 +/- 0.1\"");
        workspace.Configure("labels: 400 ", "labels: 2000 ");
        workspace.Configure("labels-per-run: 200 ", "labels-per-run: 400 ");
        workspace.Seal();
        foreach (var (name, original) in ((string, string)[])[("first", "worse"), ("second", "better"), ("third", "worse")])
        {
            workspace.AddTwin(name, original);
            workspace.AddGate($"{name}.yml", ("models/better.onnx", $"models/{name}.onnx"));
            Run(workspace, "--config", $"{name}.yml");
        }
        workspace.Configure("feedback: verdict", $"feedback: {feedback}");
        Run(workspace, "--maintainer-report", Path.Combine(workspace.Outside, "full.html"));
        return workspace;
    }

    /// <summary>One evaluation of which developers learn nothing, with its maintainers' edition outside.</summary>
    public static Workspace Silent(string model = "better")
    {
        var workspace = Workspace.Digits();
        workspace.Configure("feedback: estimates", "feedback: verdict");
        workspace.Configure("adaptivity: full ", "adaptivity: none ");
        workspace.Configure("models/better.onnx", $"models/{model}.onnx");
        workspace.Seal();
        Run(workspace, "--maintainer-report", Path.Combine(workspace.Outside, "full.html"));
        return workspace;
    }

    private static void Run(Workspace workspace, params string[] arguments)
    {
        var outcome = workspace.Run(["test", .. arguments]);
        if (outcome.ExitCode > 1) throw new InvalidOperationException(outcome.ToString());
    }
}
