using ModelCI.Core.Gating;

namespace ModelCI.Core.Tests.Support;

/// <summary>The outcomes of an item as a clause's process sees them: score and whether a label was paid, as the gate would tell it.</summary>
internal sealed class CellModel
{
    public CellModel(string clause, double turnedNull, bool refusing, int classes = 3)
    {
        var score = Parse.Score(clause);
        var values = score.DistinctValues.Select(value => refusing ? turnedNull - value : value - turnedNull).ToArray();
        Scores = [.. values.Order()];
        // Cells that give the same score at the same price are one outcome: the process cannot tell them apart.
        var free = score.Free(classes);
        var outcomes = Enum.GetValues<Cell>()
            .Where(cell => classes > 2 || cell != Cell.BothWrongDiffer)
            .Select(cell => (
                Index: Array.IndexOf(Scores, values[score.OutcomeOf(CellItems.PredictionOf(cell), CellItems.Label)]),
                Cost: free.Of(CellItems.PredictionOf(cell)) == FreeOutcomes.NeedsLabel))
            .Distinct().ToArray();
        Indices = [.. outcomes.Select(outcome => outcome.Index)];
        CostsALabel = [.. outcomes.Select(outcome => outcome.Cost)];
    }

    /// <summary>Distinct scores, ascending.</summary>
    public double[] Scores { get; }

    /// <summary>By outcome: index into the scores.</summary>
    public int[] Indices { get; }

    /// <summary>By outcome.</summary>
    public bool[] CostsALabel { get; }

    public IReadOnlyList<double> ScoreByOutcome => [.. Indices.Select(index => Scores[index])];
}
