using System.Text.Json.Nodes;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Labelling;

/// <summary><c>labels request</c> and <c>labels status</c>.</summary>
internal sealed class RequestTests() : WorkspaceTests(() => Labellers.Unlabelled(isSealed: false))
{
    [Test]
    public void NothingWaits_SaysSo_AndWritesNothing()
    {
        AssertNothingWaits();
        Exits(Workspace.Run("labels", "status"), 0);
        // A verdict is no waiting.
        Workspace.Write("holdout/labels.csv", File.ReadAllText(Path.Combine(Checkout.Example, "holdout", "labels.csv")));
        Exits(Workspace.Run("test"), 0);
        AssertNothingWaits();
    }

    [Test]
    public void Waiting_NamesTheNextItems_InReadingOrder_WithTheirFeatures()
    {
        Exits(Workspace.Run("test"), 3);
        Exits(Workspace.Run("labels", "request"), 0);
        var all = Workspace.Requested();
        Assert.That(all, Has.Length.EqualTo(100).And.Unique, "labels-per-run bounds it");
        Assert.That(Workspace.Read("modelci-report/labels-request.csv"), Is.EqualTo(Workspace.Read(Labellers.Request)));
        var items = Workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n');
        var rows = items.Skip(1).ToDictionary(line => line[..line.IndexOf(',')], line => line[line.IndexOf(',')..]);
        Assert.That(Workspace.Read(Labellers.Request), Is.EqualTo(
            string.Concat(all.Select(id => $"{id},{rows[id]}\n").Prepend($"id,label{items[0][items[0].IndexOf(',')..]}\n"))));

        var some = Workspace.Run("labels", "request", "--count", "7", "--output", "some/next.csv", "--format", "json");
        IsProblem(some, "MCI1025", "some/next.csv");
        some = Workspace.Run("labels", "request", "--count", "7", "--output", "next.csv", "--format", "json");
        Exits(some, 0);
        var json = JsonNode.Parse(some.Out)!;
        Assert.That(((string?)json["schema"], (bool)json["waiting"]!, (int)json["step"]!, (int)json["requested"]!, (int)json["lacking"]!, (string?)json["file"]),
            Is.EqualTo(("modelci.labels-request/1", true, 1, 7, 100, "next.csv")));
        Assert.That(Workspace.Read("next.csv").Split('\n').Skip(1).Take(7).Select(line => line.Split(',')[0]), Is.EqualTo(all.Take(7)));
    }

    [Test]
    public void ExistingFile_IsReplacedOnlyWithForce()
    {
        Exits(Workspace.Run("test"), 3);
        Workspace.Write(Labellers.Request, "half filled in\n");
        IsProblem(Workspace.Run("labels", "request"), "MCI1025", "--force");
        Assert.That(Workspace.Read(Labellers.Request), Is.EqualTo("half filled in\n"));
        Exits(Workspace.Run("labels", "request", "--force"), 0);
        Assert.That(Workspace.Requested(), Has.Length.EqualTo(100));
        IsProblem(Workspace.Run("labels", "request", "--output", "holdout"), "MCI1025", "a folder");
        IsProblem(Workspace.Run("labels", "request", "--count", "0"), "MCI1007", "--count is 0");
    }

    [Test]
    public void UnusualTables_AreRequestedAndTakenBack()
    {
        // A feature that is called as a column of the request, ids that need quotes, text with line ends.
        Workspace.Write("holdout/items.csv", string.Join('\n', Workspace.Read("holdout/items.csv").TrimEnd('\n').Split('\n').Select((line, number) =>
            number == 0 ? line + ",label,note" : $"\"a, {line[..line.IndexOf(',')]}\"{line[line.IndexOf(',')..]},x,\"two\n\"\"lines\"\"\"")) + "\n");
        Workspace.Write("holdout/labels.csv", "id,label\n");
        Exits(Workspace.Run("test"), 3);
        Exits(Workspace.Run("labels", "request", "--count", "5"), 0);
        var request = Workspace.Read(Labellers.Request);
        Assert.That(request.Split('\n')[0].Split(',').Count(name => name == "label"), Is.EqualTo(1));
        Assert.That(request, Does.Contain("\"two\n\"\"lines\"\"\""));
        // Filled in as it is: the answers go into the empty second field.
        Workspace.Write(Labellers.Answers, string.Join('\n', request.Split('\n').Select(line => line.StartsWith("\"a, ", StringComparison.Ordinal) ? line.Replace("\",,", "\",3,") : line)));
        var taken = Workspace.Run("labels", "import", Labellers.Answers);
        Exits(taken, 0);
        Assert.That(taken.Out, Does.Contain("(new: 5, "));
        Assert.That(Workspace.Read("holdout/labels.csv"), Does.Match("^id,label\n(\"a, digit-[0-9]{4}\",3\n){5}$"));
    }

    [Test]
    public void Status_CountsLabelsAndMoney()
    {
        Workspace.Configure("labels-per-run: 100 ", "labels-per-run: 100\n  cost-per-label: 0.08 EUR ");
        var truth = Labellers.Truth();
        var ids = truth.Keys.ToArray();
        Workspace.Answer([(ids[0], truth[ids[0]]), (ids[1], "unsure")]);
        Exits(Workspace.Run("labels", "import", Labellers.Answers), 0);
        Exits(Workspace.Run("test"), 3);
        var status = Workspace.Status();
        int[] expected = [1197, 1, 1, 1195, (int)status["used"]!, 100, 400, 300, 100, 1, 100];
        Assert.That(
            ((string[])["items", "labelled", "unsure", "missing", "used", "charged", "budget", "left", "perRun", "waitingStep", "lacking"]).Select(key => (int)status[key]!),
            Is.EqualTo(expected));
        Assert.That(((decimal)status["cost"]!["charged"]!, (string?)status["cost"]!["currency"]), Is.EqualTo((8.00m, "EUR")));
        var text = Workspace.Run("labels", "status").Out;
        Assert.That(text, Does.Match(@"\ncharged +100 +8\.00 ").And.Match(@"\nleft +300 +24\.00\n").And.Contain("step 1 waits: "));
    }

    private void AssertNothingWaits()
    {
        var outcome = Workspace.Run("labels", "request");
        Exits(outcome, 0);
        Assert.That(outcome.Out, Is.EqualTo("no evaluation waits for labels\n"));
        Assert.That(Workspace.PathOf(Labellers.Request), Does.Not.Exist);
    }
}
