using System.Text;
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
        var (book, file, items) = (holdout.Labels, rows.File.Written, holdout.Items.Ids);
        var (unknown, outside, changed) = (new List<string>(), new List<(string Id, string Label)>(), new List<string>());
        var (taken, known) = (new Dictionary<string, string>(StringComparer.Ordinal), 0);
        foreach (var (id, label) in rows.Ids.Zip(rows.Labels.Rows))
        {
            var row = items.RowOf(Encoding.UTF8.GetBytes(id));
            var isItem = row >= 0;
            if (!isItem && id.Length > 0) unknown.Add(id);
            if (label.Length == 0) continue;
            var answer = book.Numbers is { } numbers ? LabelNumbers.IndexOf(label, numbers) : LabelClasses.IndexOf(label, book.Classes);
            if (answer == LabelBook.Missing) outside.Add((id, label));
            else if (isItem && book[row] == LabelBook.Missing) taken.TryAdd(id, label);
            else if (isItem && book[row] != answer) changed.Add(id);
            else if (isItem) known++;
        }
        Problem?[] problems =
        [
            IdRules.Empty(rows.Ids) is > 0 and var empty ? AnswerProblems.EmptyIds(file, empty) : null,
            unknown.Count > 0 ? AnswerProblems.UnknownIds(file, unknown, items) : null,
            IdRules.Repeated(rows.Ids) is { Count: > 0 } repeated ? AnswerProblems.RepeatedIds(file, repeated) : null,
            outside.Count == 0 ? null : book.Numbers is null ? AnswerProblems.OutsideClasses(file, outside, book.Classes.Names) : AnswerProblems.NotNumbers(file, outside),
            changed.Count > 0 ? AnswerProblems.Changed(file, changed) : null,
        ];
        Problem[] found = [.. problems.OfType<Problem>()];
        return found.Length > 0 ? throw new ModelCIException(found) : new LabelAnswers(taken, known, rows.Labels.Rows.Count(label => label.Length == 0));
    }
}
