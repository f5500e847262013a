namespace ModelCI.Core.Simulation;

/// <summary>
/// The distribution nearest to a given one, in relative entropy, under which some functions of an item have mean 0 (I-projection: Csiszar,
/// 1975): p proportional to base * exp(sum theta_j g_j), with theta the minimum of the convex function ln sum base exp(theta g).
/// </summary>
internal static class ExponentialTilt
{
    private const int MostSteps = 200;
    private const double Tolerance = 1e-12;
    // Where a mean of 0 needs a share of exactly 0, theta runs away and this is how near the shares come.
    private const double Accepted = 1e-9;
    private const double Ridge = 1e-13;

    /// <summary>The shares, or null where no distribution on the base's support has these means.</summary>
    /// <param name="shares">Of the base, positive.</param>
    /// <param name="functions">Values by kind, one array per constraint.</param>
    public static double[]? Of(IReadOnlyList<double> shares, IReadOnlyList<double[]> functions)
    {
        var theta = new double[functions.Count];
        var (value, tilted) = Evaluate(shares, functions, theta);
        for (var step = 0; step < MostSteps; step++)
        {
            var gradient = functions.Select(function => Mean(tilted, function)).ToArray();
            if (gradient.All(mean => Math.Abs(mean) <= Tolerance)) return tilted;
            var direction = Solve(Covariance(tilted, functions, gradient), gradient);
            var descent = gradient.Zip(direction, (g, d) => g * d).Sum();
            for (var length = 1.0; ; length /= 2)
            {
                if (length < 1e-9) return IsNear(gradient) ? tilted : null;
                var next = theta.Zip(direction, (t, d) => t - (length * d)).ToArray();
                var (nextValue, nextTilted) = Evaluate(shares, functions, next);
                if (!(nextValue <= value - (0.25 * length * descent) + 1e-15)) continue;
                (theta, value, tilted) = (next, nextValue, nextTilted);
                break;
            }
        }
        return IsNear([.. functions.Select(function => Mean(tilted, function))]) ? tilted : null;
    }

    private static bool IsNear(double[] means) => means.All(mean => Math.Abs(mean) <= Accepted);

    private static (double Value, double[] Tilted) Evaluate(IReadOnlyList<double> shares, IReadOnlyList<double[]> functions, double[] theta)
    {
        var exponents = shares.Select(share => Math.Log(share)).ToArray();
        foreach (var (function, weight) in functions.Zip(theta))
        {
            for (var kind = 0; kind < exponents.Length; kind++) exponents[kind] += weight * function[kind];
        }
        var value = Statistics.SpecialFunctions.LogSumExp(exponents);
        return (value, [.. exponents.Select(exponent => Math.Exp(exponent - value))]);
    }

    private static double Mean(double[] shares, double[] function) => shares.Zip(function, (share, value) => share * value).Sum();

    private static double[][] Covariance(double[] shares, IReadOnlyList<double[]> functions, double[] means)
    {
        var matrix = functions.Select(_ => new double[functions.Count]).ToArray();
        // Plain loops: with a clause on each of dozens of slices these are millions of products.
        for (var i = 0; i < matrix.Length; i++)
        {
            var weighted = shares.Select((share, kind) => share * (functions[i][kind] - means[i])).ToArray();
            for (var j = 0; j <= i; j++)
            {
                var (other, sum) = (functions[j], 0.0);
                for (var kind = 0; kind < weighted.Length; kind++) sum += weighted[kind] * (other[kind] - means[j]);
                matrix[i][j] = matrix[j][i] = sum;
            }
        }
        // Redundant constraints, such as d twice, leave the matrix singular.
        for (var i = 0; i < matrix.Length; i++) matrix[i][i] += Ridge * (1 + matrix[i][i]);
        return matrix;
    }

    /// <summary>Gaussian elimination with partial pivoting; a handful of unknowns.</summary>
    private static double[] Solve(double[][] matrix, double[] right)
    {
        var rows = matrix.Select((row, i) => (double[])[.. row, right[i]]).ToArray();
        for (var pivot = 0; pivot < rows.Length; pivot++)
        {
            var largest = Enumerable.Range(pivot, rows.Length - pivot).MaxBy(row => Math.Abs(rows[row][pivot]));
            (rows[pivot], rows[largest]) = (rows[largest], rows[pivot]);
            for (var row = 0; row < rows.Length; row++)
            {
                if (row == pivot) continue;
                var factor = rows[row][pivot] / rows[pivot][pivot];
                for (var column = pivot; column <= rows.Length; column++) rows[row][column] -= factor * rows[pivot][column];
            }
        }
        return [.. rows.Select((row, i) => row[^1] / row[i])];
    }
}
