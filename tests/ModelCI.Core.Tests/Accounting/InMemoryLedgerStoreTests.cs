using System.Text;
using ModelCI.Core.Accounting;
using NUnit.Framework;

namespace ModelCI.Core.Tests.Accounting;

internal sealed class InMemoryLedgerStoreTests
{
    [Test]
    public void TryAppend_OtherHead_WritesNothing()
    {
        var store = new InMemoryLedgerStore();
        var empty = store.Load();
        Assert.That(store.TryAppend(Record("a"), empty.Head), Is.True);
        Assert.That(store.TryAppend(Record("b"), empty.Head), Is.False);
        Assert.That(store.Load().Records, Has.Count.EqualTo(1));
        Assert.That(empty.Records, Is.Empty, "a snapshot does not change");
    }

    [Test]
    public void TryAppend_SixteenThreadsAtOnce_LosesNothing()
    {
        const int Threads = 16;
        const int Each = 50;
        var store = new InMemoryLedgerStore();
        using var start = new Barrier(Threads);
        var lost = 0;
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            start.SignalAndWait();
            for (var entry = 0; entry < Each; entry++)
            {
                while (true)
                {
                    var snapshot = store.Load();
                    // Each entry names how many it saw before it, so that an entry written over another's head would show.
                    if (store.TryAppend(Record($"{snapshot.Records.Count}:{thread}:{entry}"), snapshot.Head)) break;
                    Interlocked.Increment(ref lost);
                }
            }
        })).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();

        var texts = store.Load().Records.Select(record => Encoding.UTF8.GetString(record.Entry).Split(':')).ToArray();
        TestContext.Out.WriteLine($"{lost} lost races");
        Assert.That(texts, Has.Length.EqualTo(Threads * Each));
        Assert.That(texts.Select(text => text[0]), Is.EqualTo(Enumerable.Range(0, Threads * Each).Select(index => $"{index}")));
        Assert.That(texts.Select(text => $"{text[1]}:{text[2]}"), Is.Unique);
    }

    private static LedgerDraft Record(string text) => new(Encoding.UTF8.GetBytes(text), new Dictionary<string, byte[]>());
}
