using ModelCI.Core.Accounting;
using ModelCI.Core.Configuration;
using ModelCI.Core.Gating;
using ModelCI.Core.Statistics;
using ModelCI.Core.Tests.Support;

namespace ModelCI.Simulations;

/// <summary>
/// An attacker who trains on the verdicts (boosting: Blum and Hardt, 2015). Most runs submit random models under a condition that may pass truly;
/// what passes is voted up item by item, what fails is voted down; the last runs submit the vote under a condition that no model fulfils. Every
/// run goes through ledger, account and gate as <c>modelci test</c> does.
/// </summary>
/// <param name="Delta">1 - reliability.</param>
/// <param name="IsPaid">Whether alpha_t is the account's; else, as a negative control, delta in every run.</param>
/// <param name="FreeBlocks">Negative control: parts of the test set for each of which the attacker is told, unpaid, whether the model does better than chance.</param>
internal sealed record BoostingAttack(double Delta, bool IsPaid, int FreeBlocks)
{
    private const int Runs = 32;
    private const int Probes = 28;
    private const int Items = 500;

    private static readonly ClauseScore[] Probe = Parse.Scores("n > 0.45 +/- 0.05");
    private static readonly ClauseScore[] Target = Parse.Scores("n > 0.5 +/- 0.05");

    /// <summary>Whether some run passed a model although the condition is false.</summary>
    public bool Succeeds(ulong testSet) => Succeeds(testSet, new Chain());

    /// <summary>Likewise, on an account that the caller looks at afterwards.</summary>
    public bool Succeeds(ulong testSet, Chain chain)
    {
        var set = new RandomLabelSet(testSet, Items);
        var (votes, passes) = (new double[Items], 0);
        for (var run = 1; run <= Runs; run++)
        {
            var isProbe = run <= Probes;
            var model = isProbe ? set.Toss(Items, (ulong)run) : Vote(votes, set.Toss(Items, (ulong)run));
            var isPass = Submit(chain, set, model, isProbe);
            if (!isProbe && isPass) return true;
            if (isPass) passes++;
            // Pass and fail weigh what they surprise.
            var share = (passes + 0.5) / (run + 1);
            Learn(votes, model, 0, Items, isPass ? 1 - share : -share);
            for (var block = 0; block < FreeBlocks; block++)
            {
                var (start, end) = (Items * block / FreeBlocks, Items * (block + 1) / FreeBlocks);
                Learn(votes, model, start, end, 2 * set.Right(model, start, end - start) > end - start ? 1 : -1);
            }
        }
        return false;
    }

    private bool Submit(Chain chain, RandomLabelSet set, bool[] model, bool isProbe)
    {
        var clauses = isProbe ? Probe : Target;
        var opening = chain.Open(Chain.Policy(steps: Runs, reliability: 1 - Delta, condition: clauses[0].Clause.ToString()));
        var alpha = IsPaid ? SignificanceLevel.FromLogInverse(opening.Error.LogInverseAlpha) : SignificanceLevel.Of(Delta);
        var decision = Gate.Decide(
            clauses, Mode.FpFree, new TestLevels(alpha, SignificanceLevel.Of(opening.Error.Beta)), 2,
            RandomLabelSet.Predictions(model), set, new LabelAllowance(new bool[set.Count], null));
        chain.Release(decision is Decision.Passed ? ReleasedSymbol.Pass : ReleasedSymbol.Fail);
        return decision is Decision.Passed;
    }

    private static bool[] Vote(double[] votes, bool[] ties) => [.. votes.Select((vote, item) => vote == 0 ? ties[item] : vote > 0)];

    private static void Learn(double[] votes, bool[] model, int start, int end, double weight)
    {
        for (var item = start; item < end; item++) votes[item] += model[item] ? weight : -weight;
    }
}
