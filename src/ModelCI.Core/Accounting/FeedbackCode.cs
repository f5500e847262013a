using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;

namespace ModelCI.Core.Accounting;

/// <summary>
/// The price of a released symbol: its code length in nats under a code fixed at the opening. A developer who adapts to what was released
/// walks down one path of a tree of evaluations; giving the node (t, g) the level delta s_t w(g), with w a (sub-)probability on released
/// strings, keeps the sum of levels over the whole tree at most delta (union bound over the tree; the code-length form of Occam's bound,
/// Blumer et al. 1987; for test-set reuse compare Blum and Hardt 2015). Chain order makes w a product of conditional probabilities.
/// </summary>
public static class FeedbackCode
{
    /// <summary>-ln of the conditional probability of what <paramref name="opening"/> released, given all symbols released before.</summary>
    /// <param name="released">How often each symbol was released before.</param>
    /// <param name="opening">Fixes the code: alphabet, adaptivity, accounting, feedback.</param>
    /// <param name="symbol">What was released; in the alphabet.</param>
    /// <param name="shown">What was shown besides, or null.</param>
    /// <param name="isProvisional">Whether it was shown while the ledger was out of reach: openings follow it even where it is a pass.</param>
    /// <returns>Nats, at least 0.</returns>
    public static double Nats(
        IReadOnlyDictionary<ReleasedSymbol, int> released, OpenEntry opening, ReleasedSymbol symbol, ShownCounts? shown, bool isProvisional = false) =>
        SymbolNats(released, opening, symbol, isProvisional) + (shown is null ? 0 : ShownNats(opening, symbol, shown));

    private static double SymbolNats(IReadOnlyDictionary<ReleasedSymbol, int> released, OpenEntry opening, ReleasedSymbol symbol, bool isProvisional)
    {
        var alphabet = opening.Error.Alphabet;
        switch (opening.Policy.Adaptivity)
        {
            case Adaptivity.None:
                // Developers see "accepted for evaluation" whatever the result: one string, probability 1.
                return 0;
            case Adaptivity.FirstChange when !isProvisional:
                // The test set retires at the first pass: no opening ever follows one, so the code spends nothing on it.
                if (symbol.IsPass(opening.Policy.Mode)) return 0;
                alphabet = [.. alphabet.Where(other => !other.IsPass(opening.Policy.Mode))];
                break;
        }
        if (opening.Policy.Accounting == AccountingScheme.Paper) return Math.Log(alphabet.Count);
        // Krichevsky and Trofimov (1981): add one half to every count.
        var total = alphabet.Sum(other => released.GetValueOrDefault(other) + 0.5);
        return Math.Log(total / (released.GetValueOrDefault(symbol) + 0.5));
    }

    /// <summary>Every number uniform on its range, as statistics.md section 5 prescribes; outcomes uniform on those that give the symbol.</summary>
    private static double ShownNats(OpenEntry opening, ReleasedSymbol symbol, ShownCounts shown)
    {
        var items = opening.TestSet.Items;
        var nats = Math.Log(OutcomesGiving(symbol, opening.Policy.Mode, shown.Clauses.Count));
        nats += SpecialFunctions.Log1P(items) + SpecialFunctions.Log1P(shown.LabelsNeeded);
        if (shown.Shortage is not null) nats += Math.Log(Enum.GetValues<Shortage>().Length);
        foreach (var clause in shown.Clauses)
        {
            nats += SpecialFunctions.Log1P(items);
            nats += clause.Sum is null ? SpecialFunctions.LogCompositions((int)clause.Items, clause.Counts.Count) : SpecialFunctions.Log1P(LossGrid.Cells * clause.Items);
            if (clause.Unsure is { } unsure) nats += UnsureNats(unsure, items - clause.Items);
        }
        return nats;
    }

    /// <summary>None with probability 1/2, else uniform: that there is none is said in nearly every evaluation and must be cheap.</summary>
    private static double UnsureNats(long unsure, long most)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unsure);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unsure, most);
        if (most == 0) return 0;
        return Math.Log(2) + (unsure == 0 ? 0 : Math.Log(most));
    }

    /// <summary>How many of the 3^k vectors of clause outcomes lead to the symbol: fp-free passes on one, fn-free on those without a refusal.</summary>
    private static double OutcomesGiving(ReleasedSymbol symbol, Mode mode, int clauses)
    {
        var outcomes = Enum.GetValues<ClauseOutcome>().Length;
        var passing = mode == Mode.FpFree ? 1 : Math.Pow(outcomes - 1, clauses);
        return symbol == ReleasedSymbol.Pass ? passing : Math.Pow(outcomes, clauses) - passing;
    }
}
