using ModelCI.Core.Accounting;
using ModelCI.Git;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Git;

/// <summary>Runs without the remote, and back.</summary>
internal sealed class OfflineLedgerTests : RemoteFixture
{
    private static readonly LedgerPlace Offline = new LedgerPlace.Offline("origin");

    [Test]
    public void Append_MovesTheProvisionalRefAlone_AndAsksNoRemote()
    {
        var clone = Clone();
        Append(At(clone), Draft("a"));
        clone.Git("remote", "set-url", "origin", "/nowhere");
        var before = Refs(clone);
        var store = At(clone, place: Offline);
        Append(store, Draft("b"), Draft("c"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Texts(store.Load()), Is.EqualTo(new[] { "a", "b", "c" }));
            Assert.That(Refs(clone).Split('\n').Where(line => !line.StartsWith("refs/modelci-offline/set ", StringComparison.Ordinal)), Is.EqualTo(before.Split('\n')));
            Assert.That(Texts(At(clone, place: new LedgerPlace.Local()).Load()), Is.EqualTo(new[] { "a" }));
        }
    }

    [Test]
    public void BackOnline_TheEntriesAreAtHand_BehindWhatOthersWrote()
    {
        var (clone, other) = (Clone(), Clone());
        Append(At(clone), Draft("a"));
        Append(At(clone, place: Offline), Draft("b"), Draft("c"));
        Append(At(other), Draft("x"));
        var store = At(clone);
        Assert.That(Texts(store.Load()), Is.EqualTo(new[] { "a", "x" }));
        var unpushed = store.Unpushed();
        Assert.That(unpushed.Select(record => Text(record.Entry)), Is.EqualTo(new[] { "b", "c" }));
        Assert.That(Text(unpushed[1].ReadPart(LedgerParts.Sealed)), Is.EqualTo("sealed c"));
        Append(store, Draft("b again"), Draft("c again"));
        store.ForgetUnpushed();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(store.Unpushed(), Is.Empty);
            Assert.That(Texts(At(clone, place: Offline).Load()), Is.EqualTo(new[] { "a", "x", "b again", "c again" }));
            Assert.That(clone.Git("for-each-ref", "refs/modelci-offline"), Is.Empty);
        }
    }

    [Test]
    public void FirstEntryOffline_WithoutAnyLedger()
    {
        var clone = Clone();
        Append(At(clone, place: Offline), Draft("a"));
        Assert.That(At(clone).Load().Head, Is.Null);
        Assert.That(At(clone).Unpushed().Select(record => Text(record.Entry)), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Unpushed_AskedAnywhere_GivesTheSame()
    {
        var clone = Clone();
        foreach (var place in (LedgerPlace[])[new LedgerPlace.Local(), new LedgerPlace.Remote("origin"), Offline])
            Assert.That(At(clone, place: place).Unpushed(), Is.Empty);
        Append(At(clone, place: Offline), Draft("a"));
        foreach (var place in (LedgerPlace[])[new LedgerPlace.Local(), new LedgerPlace.Remote("origin"), Offline])
            Assert.That(At(clone, place: place).Unpushed(), Has.Count.EqualTo(1));
    }

    [Test]
    public void StaleHead_IsALostRace()
    {
        var clone = Clone();
        Append(At(clone, place: Offline), Draft("a"));
        Assert.That(At(clone, place: Offline).TryAppend(Draft("b"), null), Is.False);
        Assert.That(Texts(At(clone, place: Offline).Load()), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void ForgetUnpushed_EntriesThatCameMeanwhile_AreKept()
    {
        var clone = Clone();
        Append(At(clone, place: Offline), Draft("a"));
        var store = At(clone);
        store.Unpushed();
        Append(At(clone, place: Offline), Draft("b"));
        AssertProblem(store.ForgetUnpushed, "MCI4024", "another run appended provisional entries");
        Assert.That(store.Unpushed(), Has.Count.EqualTo(2));
        store.ForgetUnpushed();
        Assert.That(At(clone).Unpushed(), Is.Empty);
    }

    [Test]
    public void CopyThatWasDeleted_IsNoFreshAccount()
    {
        var clone = Clone();
        Append(At(clone), Draft("a"));
        clone.Git("update-ref", "-d", "refs/modelci/set");
        AssertProblem(() => At(clone, place: Offline).Load(), "MCI4026", "is gone");
    }
}
