using System.Text.Json.Nodes;

namespace ModelCI.EndToEnd.Tests.Support;

/// <summary>People who label what they are asked to, and what they work with.</summary>
internal static class Labellers
{
    public const string Request = "labels-request.csv";
    public const string Answers = "answers.csv";

    /// <summary>The digits example before any label was bought, as a test set of a verdict a run.</summary>
    /// <param name="isSealed">Whether its keys are set and its files sealed.</param>
    public static Workspace Unlabelled(bool isSealed)
    {
        var workspace = Workspace.Digits();
        workspace.Configure("feedback: estimates", "feedback: verdict");
        workspace.Configure("labels-per-run: 200 ", "labels-per-run: 100 ");
        workspace.KeepLabels(_ => false);
        if (isSealed) workspace.Seal();
        return workspace;
    }

    /// <summary>All labels of the example, by id.</summary>
    public static Dictionary<string, string> Truth() =>
        File.ReadLines(Path.Combine(Checkout.Example, "holdout", "labels.csv")).Skip(1).Select(line => line.Split(',')).ToDictionary(fields => fields[0], fields => fields[1]);

    /// <summary>Ids of the request's rows.</summary>
    public static string[] Requested(this Workspace workspace) => [.. workspace.Read(Request).TrimEnd('\n').Split('\n').Skip(1).Select(line => line[..line.IndexOf(',')])];

    /// <summary>Writes a file of answers.</summary>
    public static void Answer(this Workspace workspace, params IEnumerable<(string Id, string Label)> answers) =>
        workspace.Write(Answers, string.Concat(answers.Select(answer => $"{answer.Id},{answer.Label}\n").Prepend("id,label\n")));

    /// <summary>Answers truly for some ids.</summary>
    public static void AnswerTruly(this Workspace workspace, IEnumerable<string> ids)
    {
        var truth = Truth();
        workspace.Answer(ids.Select(id => (id, truth[id])));
    }

    /// <summary>What <c>labels status</c> says.</summary>
    public static JsonNode Status(this Workspace workspace)
    {
        var outcome = workspace.Run("labels", "status", "--format", "json");
        return outcome.ExitCode == 0 ? JsonNode.Parse(outcome.Out)! : throw new InvalidOperationException(outcome.ToString());
    }
}
