using System.Text.RegularExpressions;
using ModelCI.Cli.Tests.Documentation;
using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests.Documentation;

/// <summary>README's blocks, typed as they stand into a shell, in a workspace as its reader would have it.</summary>
internal sealed class ReadmeBlockTests
{
    private static readonly Page Readme = new(Checkout.Root, "README.md");

    public static IEnumerable<TestCaseData> Blocks =>
        from section in Readme.Blocks.Where(ShownCommand.AreIn).GroupBy(block => block.Heading)
        from block in section.Index()
        select new TestCaseData(FormattableString.Invariant($"{section.Key} {block.Index + 1}"), block.Item).SetArgDisplayNames(section.Key, block.Item.Where);

    [TestCaseSource(nameof(Blocks))]
    public void Block_DoesWhatItSays(string name, object shown)
    {
        Assert.That(Stories.All.Keys, Does.Contain(name), "nobody knows how to execute this block: give it a story, or name a language if it shows no commands");
        var story = Stories.All[name];
        var calls = ShownCommand.Of((ShownBlock)shown).ToArray();
        using var workspace = story.Workspace();
        var outcomes = new List<Outcome>();
        Assert.That(calls, Has.Length.EqualTo(story.ExitCodes.Count));
        foreach (var ((number, call), code) in calls.Index().Zip(story.ExitCodes))
        {
            story.Before?.Invoke(workspace, number, outcomes);
            outcomes.Add(story.Run(workspace, call.Text));
            WorkspaceTests.Exits(outcomes[^1], code);
            // Who reads must expect what is not 0, and what is announced must come.
            if (code != 0) Assert.That(call.Comment, Does.Contain($"exit code {code}"), call.Where);
            if (Regex.Match(call.Comment, @"^exit code (\d+):") is { Success: true } told) Assert.That(told.Groups[1].Value, Is.EqualTo($"{code}"), call.Where);
        }
        story.After?.Invoke(workspace, outcomes);
    }

    [Test]
    public void Stories_AreOfBlocksThatAreThere() => Assert.That(Stories.All.Keys, Is.EquivalentTo(Blocks.Select(block => (string)block.Arguments[0]!)));

    [Test]
    public void Verdict_OnTheFirstScreen_IsThatOfRunIt()
    {
        var shown = Readme.Blocks.Single(block => block.Language == "text").Text.TrimEnd('\n').Split('\n');
        Assert.That(shown[^1], Is.EqualTo("  ..."));
        using var workspace = Stories.Clone();
        var outcome = Shell.Run(workspace, Stories.RunIt(Readme));
        WorkspaceTests.Exits(outcome, 0);
        Assert.That(outcome.Out.Split('\n').Take(shown.Length - 1), Is.EqualTo(shown.SkipLast(1)));
    }
}
