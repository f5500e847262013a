using ModelCI.EndToEnd.Tests.Support;
using NUnit.Framework;

namespace ModelCI.EndToEnd.Tests;

/// <summary>Promises of the repository itself.</summary>
internal sealed class HouseRuleTests() : WorkspaceTests(() => new Workspace(withRepository: false))
{
    [Test]
    public void NoLedger_IsEverPushedToTheRemoteOfThisClone()
    {
        Workspace.Environment["GIT_TERMINAL_PROMPT"] = "0";
        Workspace.Environment["HOME"] = Environment.GetEnvironmentVariable("HOME") ?? Workspace.Outside;
        if (Git("config", "--get", "remote.origin.url").ExitCode != 0) Assert.Ignore("this clone has no remote 'origin'");
        var listing = Git("ls-remote", "origin", "refs/modelci/*");
        if (listing.ExitCode != 0) Assert.Ignore($"the remote 'origin' of this clone cannot be reached: {listing.Error}");
        Assert.That(listing.Out, Is.Empty);
    }

    [TestCase("Run it")]
    [TestCase("Test it")]
    public void Readme_HasOneCommandOfOneLine(string heading)
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "README.md"));
        var start = Array.IndexOf(lines, "## " + heading);
        Assert.That(start, Is.GreaterThan(0), $"no heading '## {heading}'");
        var section = lines.Skip(start + 1).TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).ToArray();
        var fences = Enumerable.Range(0, section.Length).Where(line => section[line].StartsWith("```", StringComparison.Ordinal)).ToArray();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fences, Has.Length.EqualTo(2), "one fenced block");
            Assert.That(section.Take(fences[0]), Is.All.Empty, "the block follows the heading");
            Assert.That(fences[1] - fences[0], Is.EqualTo(2), "one line");
            Assert.That(section[fences[0] + 1], Does.Not.StartWith("$").And.Not.Empty);
        }
    }

    private Outcome Git(params string[] arguments)
    {
        using var child = Child.Start("git", Checkout.Root, Workspace.Environment, arguments);
        return child.Wait();
    }
}
