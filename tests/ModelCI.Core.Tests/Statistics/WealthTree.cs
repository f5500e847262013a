using ModelCI.Core.Statistics;

namespace ModelCI.Core.Tests.Statistics;

/// <summary>ln wealth at every node of the tree of all outcome sequences up to a depth; a node of level t is a number in base m with t digits.</summary>
internal sealed class WealthTree
{
    private readonly int _outcomes;
    private readonly double[][] _logWealth;

    public WealthTree(double[] scores, double zone, int[] scoreOf, bool[] costsALabel, int depth)
    {
        _outcomes = scoreOf.Length;
        _logWealth = [.. Enumerable.Range(0, depth + 1).Select(level => new double[Power(level)])];
        var leaves = Power(depth);
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            // Every path from scratch: the process cannot be copied, and a copy would be one more thing to trust.
            var process = new EProcess(scores, zone);
            if (leaf == 0) _logWealth[0][0] = process.LogValue;
            for (var level = 1; level <= depth; level++)
            {
                var below = Power(depth - level);
                var outcome = leaf / below % _outcomes;
                process.Observe(scoreOf[outcome], costsALabel[outcome]);
                if (leaf % below == 0) _logWealth[level][leaf / below] = process.LogValue;
            }
        }
    }

    public double InitialWealth => Math.Exp(_logWealth[0][0]);

    /// <summary>The largest ratio of expected next wealth to wealth over all nodes.</summary>
    public double LargestGrowth(double[] probabilities)
    {
        var largest = 0.0;
        for (var level = 0; level + 1 < _logWealth.Length; level++)
        {
            for (var node = 0; node < _logWealth[level].Length; node++)
            {
                var growth = 0.0;
                for (var outcome = 0; outcome < _outcomes; outcome++)
                    growth += probabilities[outcome] * Math.Exp(_logWealth[level + 1][(node * _outcomes) + outcome] - _logWealth[level][node]);
                largest = Math.Max(largest, growth);
            }
        }
        return largest;
    }

    private int Power(int exponent) => Enumerable.Repeat(_outcomes, exponent).Aggregate(1, (product, factor) => product * factor);
}
