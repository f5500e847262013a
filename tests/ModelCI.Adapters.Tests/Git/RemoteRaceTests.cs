using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Several appenders at one remote, and answers that get lost.</summary>
[NonParallelizable]
internal sealed class RemoteRaceTests : RemoteFixture
{
    [Test]
    public void StaleHead_IsALostRace_AndMovesNothing()
    {
        var (one, two) = (Clone(), Clone());
        Append(At(one), Draft("a"));
        var stale = At(two).Load().Head;
        Append(At(one), Draft("b"));
        var before = Refs(two);
        Assert.That((At(two).TryAppend(Draft("c"), stale), Refs(two)), Is.EqualTo((false, before)));
        Assert.That(Texts(At(two).Load()), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void FirstEntry_OnlyOneWins()
    {
        var (one, two) = (Clone(), Clone());
        Assert.That((At(one).TryAppend(Draft("a"), null), At(two).TryAppend(Draft("b"), null)), Is.EqualTo((true, false)));
        Assert.That(Texts(At(two).Load()), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void LockAtTheRemote_IsALostRace()
    {
        var clone = Clone();
        Append(At(clone), Draft("a"));
        var file = Path.Combine(BareFolder, "refs/modelci/set.lock");
        File.WriteAllText(file, "");
        var store = At(clone);
        Assert.That(store.TryAppend(Draft("b"), store.Load().Head), Is.False);
        File.Delete(file);
        Append(store, Draft("b"));
    }

    [Test]
    public void SixteenClones_LoseNothing()
    {
        var clones = Enumerable.Range(0, 16).Select(_ => Clone("--depth", "1")).ToArray();
        AppendAtOnce([.. clones.Select(clone => At(clone))], each: 1);
    }

    [Test]
    public void EightProcessesInOneClone_LoseNothing()
    {
        var clone = Clone();
        AppendAtOnce([.. Enumerable.Range(0, 8).Select(_ => At(clone))], each: 3);
        var head = BareGit("rev-parse", "refs/modelci/set");
        At(clone).Load();
        Assert.That(clone.Git("rev-parse", "refs/modelci/set", "refs/modelci-seen/set"), Is.EqualTo($"{head}\n{head}"));
    }

    [Test]
    public void AnswerOfThePushLost_TheEntryIsThere()
    {
        var clone = Clone();
        Append(At(clone), Draft("a"));
        var store = At(clone);
        var head = store.Load().Head;
        using (GitInPlace.Of(clone.PathOf(".git/bin"), Push("\"$GIT\" \"$@\" >/dev/null 2>&1; echo 'fatal: the remote end hung up unexpectedly' >&2; exit 1")))
            Assert.That(store.TryAppend(Draft("b"), head), Is.True);
        Assert.That(Texts(At(Clone()).Load()), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(clone.Git("rev-parse", "refs/modelci-seen/set"), Is.EqualTo(BareGit("rev-parse", "refs/modelci/set")));
    }

    [Test]
    public void AnswerOfThePushLost_AndOthersWentOn_TheEntryIsThere()
    {
        var (clone, other) = (Clone(), Clone());
        var store = At(clone);
        var head = store.Load().Head;
        // The other one appends between the push and the question whether it arrived.
        var next = Bare.PathOf("next");
        var script = $$"""
            "$GIT" "$@" >/dev/null 2>&1
            c=$("$GIT" -C '{{BareFolder}}' -c user.name=a -c user.email=a@b commit-tree -m next -p refs/modelci/set refs/modelci/set^{tree})
            "$GIT" -C '{{BareFolder}}' update-ref refs/modelci/set $c
            echo $c > '{{next}}'; exit 1
            """;
        using (GitInPlace.Of(clone.PathOf(".git/bin"), Push(script))) Assert.That(store.TryAppend(Draft("a"), head), Is.True);
        Assert.That(BareGit("rev-parse", "refs/modelci/set"), Is.EqualTo(File.ReadAllText(next).Trim()), "the test's other appender was there");
        Assert.That(Texts(At(other).Load()), Is.EqualTo(new[] { "a", "a" }));
        Append(At(clone), Draft("b"));
    }

    [Test]
    public void AnswerOfThePushLost_AndTheRemoteGone_IsSaid()
    {
        var clone = Clone();
        Append(At(clone), Draft("a"));
        var store = At(clone);
        var head = store.Load().Head;
        var before = Refs(clone);
        using (GitInPlace.Of(clone.PathOf(".git/bin"), Push($"\"$GIT\" \"$@\" >/dev/null 2>&1; mv '{BareFolder}' '{BareFolder}.away'; exit 1")))
            AssertProblem(() => store.TryAppend(Draft("b"), head), "MCI4025", "it is not known whether the entry was written", "run again");
        Assert.That(Refs(clone), Is.EqualTo(before));
        Directory.Move(BareFolder + ".away", BareFolder);
        Assert.That(Texts(At(clone).Load()), Is.EqualTo(new[] { "a", "b" }), "it was");
    }

    /// <summary>Does something in place of a push; other commands of git go on.</summary>
    private static string Push(string script) => $"case \" $* \" in *' push '*) {script};; esac\nexec \"$GIT\" \"$@\"";

    private void AppendAtOnce(GitLedgerStore[] stores, int each)
    {
        var threads = stores.Select((store, appender) => new Thread(() =>
        {
            for (var number = 0; number < each; number++)
            {
                // Whoever lost waits a little, each another while, as the command line does.
                while (!store.TryAppend(Draft($"{appender}.{number}"), store.Load().Head)) Thread.Sleep(10 * (appender + 1));
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        var texts = Texts(At(Clone()).Load());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(texts, Is.EquivalentTo(Enumerable.Range(0, stores.Length).SelectMany(a => Enumerable.Range(0, each).Select(n => $"{a}.{n}"))));
            foreach (var own in texts.GroupBy(text => text.Split('.')[0])) Assert.That(own, Is.Ordered, "an appender's entries keep their order");
        }
    }
}
