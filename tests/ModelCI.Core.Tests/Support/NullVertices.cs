namespace ModelCI.Core.Tests.Support;

/// <summary>
/// The extreme points of { P : E_P[X] &lt;= 0 } over finitely many outcomes: one outcome with X &lt;= 0, or two with mean 0. What is linear in
/// P and holds at these holds under every null distribution, however concentrated.
/// </summary>
internal static class NullVertices
{
    public static List<double[]> Of(IReadOnlyList<double> scores)
    {
        var vertices = new List<double[]>();
        for (var i = 0; i < scores.Count; i++)
        {
            if (scores[i] <= 0) vertices.Add(Mix(scores.Count, i, 1, i, 0));
            for (var j = 0; j < scores.Count; j++)
            {
                if (scores[i] < 0 && scores[j] > 0) vertices.Add(Mix(scores.Count, i, scores[j] / (scores[j] - scores[i]), j, -scores[i] / (scores[j] - scores[i])));
            }
        }
        return vertices;
    }

    private static double[] Mix(int outcomes, int i, double ofI, int j, double ofJ)
    {
        var probabilities = new double[outcomes];
        probabilities[i] += ofI;
        // Not 1 - ofI, which loses the digits of a rare win.
        probabilities[j] += ofJ;
        return probabilities;
    }
}
