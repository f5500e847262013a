using System.Text;
using ModelCI.Core.Items;
using ModelCI.Inference;

namespace ModelCI.Cli.Predicting;

/// <summary>
/// A model's answers to bytes and back, in a size that depends on task and number of items only. Classes by index, numbers and rankings themselves,
/// because their tables are made anew by every run.
/// </summary>
internal static class AnswerFormat
{
    private const int Version = 2;

    public static byte[] Write(OrderedAnswers answers, PredictionTask task)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Version);
        Write(writer, answers.Findings!);
        writer.Write(answers.Answers.Length);
        foreach (var answer in answers.Answers)
        {
            if (task.Numbers is { } numbers) writer.Write(numbers[answer]);
            else writer.Write(answer);
        }
        foreach (var ranking in answers.Rankings ?? [])
        {
            foreach (var classIndex in task.Rankings![ranking]) writer.Write(classIndex);
        }
        return bytes.ToArray();
    }

    /// <summary>The answers, or null where the bytes are not those of <paramref name="items"/> answers of this task.</summary>
    public static OrderedAnswers? TryRead(byte[] bytes, PredictionTask task, int items)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            if (reader.ReadInt32() != Version) return null;
            var findings = new ModelFindings(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadBoolean());
            if (reader.ReadInt32() != items) return null;
            var answers = new int[items];
            for (var position = 0; position < items; position++)
            {
                answers[position] = task.Numbers is { } numbers ? numbers.IndexOf(reader.ReadDouble()) : reader.ReadInt32();
                if (task.Numbers is null && (uint)answers[position] >= (uint)task.Classes.Count) return null;
            }
            var rankings = task.Rankings is { } table ? ReadRankings(reader, table, task.Classes.Count, items) : null;
            return new OrderedAnswers(answers, rankings, findings);
        }
        catch (Exception failure) when (failure is EndOfStreamException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static void Write(BinaryWriter writer, ModelFindings findings)
    {
        writer.Write(findings.Ties);
        writer.Write(findings.LabelDiffersFromScores);
        writer.Write(findings.SampleSize);
        writer.Write(findings.SampleDiffers);
        writer.Write(findings.HasConstantScores);
    }

    private static int[] ReadRankings(BinaryReader reader, RankingTable table, int classes, int items)
    {
        var rankings = new int[items];
        Span<int> ranking = stackalloc int[table.Depth];
        for (var position = 0; position < items; position++)
        {
            foreach (ref var classIndex in ranking)
            {
                classIndex = reader.ReadInt32();
                if ((uint)classIndex >= (uint)classes) throw new FormatException("no such class");
            }
            rankings[position] = table.Add(ranking);
        }
        return rankings;
    }
}
