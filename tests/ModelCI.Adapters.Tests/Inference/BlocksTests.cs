using System.Diagnostics;
using ModelCI.Core.Items;
using ModelCI.Inference;
using ModelCI.Inference.Client;
using ModelCI.Inference.Protocol;
using ModelCI.Inference.Worker;
using NUnit.Framework;

namespace ModelCI.Adapters.Tests.Inference;

/// <summary>How batches cross to the worker.</summary>
internal sealed class BlocksTests
{
    private const int LongRow = 3200;

    [Test]
    public void PredictAll_MoreThanAllBlocksHold_EveryItemKeepsItsAnswer()
    {
        var random = new Random(8);
        float[] scores = [.. Enumerable.Range(0, 1 << 21).Select(_ => random.NextSingle())];
        Assert.That(scores.Length * sizeof(float), Is.GreaterThan(SharedMemory.Blocks * SharedMemory.BlockBytes), "each block is written twice");

        var result = Worker.Predict("scores_float", Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, scores, 2)));

        Assert.That(result.Candidate!.Answers, Is.EqualTo(scores.Chunk(2).Select(row => row[1] > row[0] ? 1 : 0)));
        Assert.That(result.Candidate!.Findings.SampleDiffers, Is.Zero);
    }

    [Test]
    public void PredictAll_TextsLongerThanABlock_CrossToo()
    {
        // The lengths of batches differ: some are in shared memory, some are not, and one would be larger than a batch may be.
        string[] classes = ["no", new('y', SharedMemory.BlockBytes), "no and no"];
        int[] expected = [.. Enumerable.Range(0, 2000).Select(row => row is > 900 and < 940 ? 1 : row % 2 * 2)];
        var texts = TextColumn.Of("text", [.. expected.Select(index => classes[index])]);
        var numbers = ArrayColumn.Of("x", ElementType.Float32, new float[expected.Length]);

        Assert.That(Worker.Predict("text_and_number", Worker.Pool(texts, numbers), new ClassList(classes)).Candidate!.Answers, Is.EqualTo(expected));
    }

    /// <summary>Together they take longer than the gate waits for one answer: none may wait for the others of its block.</summary>
    [Test]
    public void PredictAll_SlowBatchesWithinTheLimit_AreNotTooSlowTogether()
    {
        const double Seconds = 0.35;
        const int Trips = 100_000;
        var perTrip = Time(Trips, items: 1).Elapsed.TotalSeconds / (2 * Trips);
        var (elapsed, answers) = Time((int)(Seconds / perTrip), items: 80);

        Assert.That(elapsed, Is.GreaterThan(TimeSpan.FromSeconds(3)));
        Assert.That(answers, Is.EqualTo(Enumerable.Range(0, 80).Select(row => row % 2)));

        static (TimeSpan Elapsed, int[] Answers) Time(int trips, int items)
        {
            var rows = new float[items * LongRow];
            for (var item = 0; item < items; item++) rows[(item * LongRow) + (item % 2)] = trips;
            using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf("slow")), null, Worker.Limits with { SecondsPerBatch = 1 });
            predictor.Bind(Worker.Pool(ArrayColumn.Of("x", ElementType.Float32, rows, LongRow)), new PredictionTask(Worker.TwoClasses));
            var watch = Stopwatch.StartNew();
            var answers = predictor.PredictAll(null, CancellationToken.None).Candidate!.Answers;
            return (watch.Elapsed, answers);
        }
    }

    [Test]
    public void Encode_WithAndWithoutSharedMemory_SameBatches([Values] bool isShared, [Values(1, 7, 300)] int batchSize)
    {
        if (isShared && !OperatingSystem.IsLinux()) Assert.Ignore("only Linux has files in memory");
        using var shared = isShared ? SharedMemory.Create() : null;
        Assert.That(shared is not null, Is.EqualTo(isShared));
        var random = new Random(batchSize);
        var numbers = ArrayColumn.Of("numbers", ElementType.Int32, [.. Enumerable.Range(0, 3 * 5000).Select(_ => random.Next())], 3);
        var texts = TextColumn.Of("texts", [.. Enumerable.Range(0, 5000).Select(row => new string('ä', random.Next(row % 100 == 0 ? 9000 : 900)))]);
        var encoder = new BlockEncoder(new BatchEncoder([numbers, texts]), shared);
        WireColumn[] columns = [new(ElementType.Int32, 3), new(ElementType.String, 1)];
        int[] rows = [.. Enumerable.Range(0, 5000).Reverse()];
        var (sent, blocks) = (0, 0);
        var batches = new List<int>();
        var bytes = new byte[3 * sizeof(int)];
        while (sent < rows.Length)
        {
            var message = encoder.Encode(rows.AsSpan(sent), batchSize, batches).ToArray();
            if (isShared) Assert.That(message, Has.Length.EqualTo(BlockPlace.Bytes), "no item is in the message");
            blocks++;
            var rest = BlockPlace.Find(message, shared);
            foreach (var size in batches)
            {
                var batch = new Batch(rest, columns, []);
                Assert.That(batch.Rows, Is.EqualTo(size));
                for (var index = 0; index < size; index++, sent++)
                {
                    numbers.CopyRow(rows[sent], bytes);
                    if (!batch.Numbers(0).Slice(index * bytes.Length, bytes.Length).SequenceEqual(bytes)) Assert.Fail($"numbers of row {rows[sent]}");
                    if (System.Text.Encoding.UTF8.GetString(batch.Text(1, index)) != texts[rows[sent]]) Assert.Fail($"text of row {rows[sent]}");
                }
                rest = rest[batch.Length..];
            }
            Assert.That(rest.IsEmpty, Is.True);
        }
        Assert.That(blocks, Is.InRange(5, 10), "several batches make a block");
    }

    [Test]
    [Platform("Linux", Reason = "only Linux has files in memory")]
    public void SharedMemory_WhoInheritsIt_ReadsWhatTheGateWritesAndChangesNothing()
    {
        using var gate = SharedMemory.Create()!;
        using var inherited = new FileStream($"/proc/self/fd/{gate.LetInherit()}", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        gate.GetSpan()[^1] = 77;

        inherited.Position = inherited.Length - 1;
        Assert.That((inherited.Length, inherited.ReadByte()), Is.EqualTo((SharedMemory.Blocks * SharedMemory.BlockBytes, 77)));
        Assert.That(() => inherited.SetLength(0), Throws.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<IOException>());
        inherited.Position = 0;
        Assert.That(() => inherited.WriteByte(1), Throws.InstanceOf<UnauthorizedAccessException>().Or.InstanceOf<IOException>());
        gate.GetSpan()[0] = 78;
        inherited.Position = 0;
        Assert.That(inherited.ReadByte(), Is.EqualTo(78), "the gate still writes");
    }

    [Test]
    [Platform("Linux", Reason = "only Linux has files in memory")]
    public void SharedMemory_OnceTheWorkerHasStarted_NoOtherProcessGetsIt()
    {
        using var predictor = PairPredictor.Start(Worker.Command, Worker.Source(Worker.FileOf("scores_float")), null, Worker.Limits);
        using var child = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "ls -l /proc/$$/fd"]) { RedirectStandardOutput = true })!;
        var listing = child.StandardOutput.ReadToEnd();
        child.WaitForExit();

        Assert.That(listing, Does.Contain("->").And.Not.Contain("modelci-batches"));
        Assert.That(File.ReadAllText("/proc/self/maps"), Does.Contain("modelci-batches"), "it is in use");
    }

    [Test]
    [Platform("Linux", Reason = "only Linux has files in memory")]
    public void SharedMemory_ProcessesThatStartTogether_EachGetTheirOwnAndNoOther()
    {
        var folder = Directory.CreateTempSubdirectory("modelci-blocks-");
        Thread[] threads = [.. Enumerable.Range(0, 4).Select(number => new Thread(() => StartMany(Path.Combine(folder.FullName, $"{number}"))))];
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        var inherited = folder.GetFiles("*.done").Select(file => File.ReadLines(file.FullName).Count(line => line.Contains("modelci-batches", StringComparison.Ordinal))).ToArray();
        folder.Delete(recursive: true);

        Assert.That(inherited, Has.Length.EqualTo(200).And.All.EqualTo(1));

        static void StartMany(string path)
        {
            for (var start = 0; start < 50; start++)
            {
                var file = $"{path}-{start}";
                using var process = WorkerProcess.Start(new WorkerCommand("/bin/sh", ["-c", $"ls -l /proc/$$/fd >{file}; mv {file} {file}.done; cat >/dev/null"]), Worker.Limits);
                while (!File.Exists(file + ".done")) Thread.Sleep(1);
            }
        }
    }

    [Test]
    public void SharedMemory_Disposed_IsNotTouched()
    {
        if (!OperatingSystem.IsLinux()) Assert.Ignore("only Linux has files in memory");
        var memory = SharedMemory.Create()!;
        ((IDisposable)memory).Dispose();

        Assert.Throws<ObjectDisposedException>(() => memory.GetSpan());
    }
}
