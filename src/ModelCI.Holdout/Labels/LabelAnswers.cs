using ModelCI.Core.Items;
using ModelCI.Core.Problems;
using ModelCI.Holdout.Files;

namespace ModelCI.Holdout.Labels;

/// <summary>What labellers answered, held against the test set: only answers that can be taken as they are come out.</summary>
/// <param name="New">By id, in the order of the file: labels of items that had none.</param>
/// <param name="Known">How many answers repeat the label that is there.</param>
/// <param name="Empty">How many rows have no answer.</param>
internal sealed record LabelAnswers(IReadOnlyDictionary<string, string> New, int Known, int Empty)
{
    /// <exception cref="ModelCIException">All that is wrong with the answers at once: MCI3040, MCI308x.</exception>
    public static LabelAnswers Check(LabelRows rows, HoldoutData holdout)
    {
        var rowOf = holdout.Items.Ids.Index().ToDictionary(item => item.Item, item => item.Index, StringComparer.Ordinal);
        var (book, file) = (holdout.Labels, rows.File.Written);
        var (unknown, outside, changed) = (new List<string>(), new List<(string Id, string Label)>(), new List<string>());
        var (taken, known) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var (id, label) in rows.Ids.Zip(rows.Labels))
        {
            var isItem = rowOf.TryGetValue(id, out var row);
            if (!isItem && id.Length > 0) unknown.Add(id);
            if (label.Length == 0) continue;
            var answer = LabelClasses.IndexOf(label, book.Classes);
            if (answer == LabelBook.Missing) outside.Add((id, label));
            else if (isItem && book[row] == LabelBook.Missing) taken.TryAdd(id, label);
            else if (isItem && book[row] != answer) changed.Add(id);
            else if (isItem) known++;
        }
        Problem?[] problems =
        [
            rows.Ids.Count(id => id.Length == 0) is > 0 and var empty ? AnswerProblems.EmptyIds(file, empty) : null,
            unknown.Count > 0 ? AnswerProblems.UnknownIds(file, unknown, holdout.Items.Ids) : null,
            Repetitions.Of([.. rows.Ids.Where(id => id.Length > 0)]) is { Count: > 0 } repeated ? AnswerProblems.RepeatedIds(file, repeated) : null,
            outside.Count > 0 ? AnswerProblems.OutsideClasses(file, outside, book.Classes.Names) : null,
            changed.Count > 0 ? AnswerProblems.Changed(file, changed) : null,
        ];
        Problem[] found = [.. problems.OfType<Problem>()];
        return found.Length > 0 ? throw new ModelCIException(found) : new LabelAnswers(taken, known, rows.Labels.Count(label => label.Length == 0));
    }
}
