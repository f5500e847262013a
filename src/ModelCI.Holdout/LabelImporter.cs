using System.Text;
using ModelCI.Core.Configuration;
using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Core.Sealing;
using ModelCI.Holdout.Files;
using ModelCI.Holdout.Labels;
using ModelCI.Holdout.Sealing;
using ModelCI.Holdout.Tables;

namespace ModelCI.Holdout;

/// <summary>What an import did.</summary>
/// <param name="File">The labels file as configured.</param>
/// <param name="Taken">Labels that were written.</param>
/// <param name="Known">Answers that were there already.</param>
/// <param name="Empty">Rows without an answer.</param>
public sealed record ImportedLabels(string File, int Taken, int Known, int Empty);

/// <summary>Writes answers of labellers into the labels file of a test set: all of them or, where one cannot be taken, none.</summary>
public static class LabelImporter
{
    /// <param name="settings">The holdout section of modelci.yml.</param>
    /// <param name="folder">Absolute folder of modelci.yml.</param>
    /// <param name="keys">Null where there are none: enough for a labels file that is not sealed.</param>
    /// <param name="holdout">The test set as it was read and checked.</param>
    /// <param name="answers">A CSV with the columns id and label, as written on the command line.</param>
    /// <param name="answersFolder">Absolute folder that <paramref name="answers"/> is relative to.</param>
    /// <param name="cancellation">Stops before the file is exchanged; nothing is changed then.</param>
    /// <exception cref="ModelCIException">The answers cannot be taken, or the labels file cannot be written.</exception>
    public static ImportedLabels Import(
        HoldoutSettings settings, string folder, TestSetKeys? keys, HoldoutData holdout, string answers, string answersFolder, CancellationToken cancellation)
    {
        if (settings.Labels is LabelsSource.Column column) throw AnswerProblems.LabelColumn(column.Name);
        var target = HoldoutFile.Resolve(((LabelsSource.LabelFile)settings.Labels).Path, folder);
        if (TableFormat.Of(target) != TableFormat.Csv) throw AnswerProblems.LabelsFormat(target.Written);
        var given = LabelAnswers.Check(LabelRows.ReadAnswers(HoldoutFile.Resolve(answers, answersFolder)), holdout);
        if (given.New.Count > 0) Write(target, settings, keys, holdout, given.New, cancellation);
        return new ImportedLabels(target.Written, given.New.Count, given.Known, given.Empty);
    }

    private static void Write(
        HoldoutFile target, HoldoutSettings settings, TestSetKeys? keys, HoldoutData holdout, IReadOnlyDictionary<string, string> labels, CancellationToken cancellation)
    {
        using var staged = new StagedFiles();
        // A link to the file stays one.
        var path = File.ResolveLinkTarget(target.FullPath, returnFinalTarget: true)?.FullName ?? target.FullPath;
        if (target.IsSealed)
        {
            string[] all = [.. holdout.Items.Ids.Zip(LabelText.Of(holdout.Labels), (id, label) => labels.TryGetValue(id, out var answer) ? Canonical(answer, holdout.Labels) : label)];
            var writer = new SealedWriter(keys!.Encryption, settings.Name, SealedKind.Labels);
            staged.Add(path, output => writer.Write(
                new MemoryStream(LabelText.Write(holdout.Items.Ids, all)), LabelText.Padding(all, holdout.Labels.Classes), output, cancellation));
        }
        else
        {
            // Strict: what is not UTF-8 was refused when the labels were read. A byte order mark stays.
            var sheet = new LabelSheet(new UTF8Encoding(false, true).GetString(target.Guard(() => File.ReadAllBytes(path))));
            if (!sheet.Agrees(LabelRows.Read(target, new Unsealer(settings.Name, keys)))) throw AnswerProblems.NotEditable(target.Written);
            staged.Add(path, output => output.Write(Encoding.UTF8.GetBytes(sheet.With(labels))));
        }
        cancellation.ThrowIfCancellationRequested();
        staged.Commit(overwrite: true);
    }

    // However long a number was written: its place in a sealed file is of one size.
    private static string Canonical(string answer, LabelBook labels) =>
        labels.Numbers is { } numbers && LabelNumbers.IndexOf(answer, numbers) is >= 0 and var index ? LabelText.Of(numbers[index]) : answer;
}
